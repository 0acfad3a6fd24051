import type { ElementContent } from 'hast';
import { describe, expect, it } from 'vitest';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import { element, root, text, textOf } from '../../../../functions/convert/hast.ts';
import { markdownWriter } from '../../../../functions/convert/markdown/markdown-writer.ts';
import { measureFidelity } from '../../../../functions/convert/measure-fidelity.ts';
import { pageMarkBlock } from '../../../../functions/convert/page-marks.ts';
import { documentParts } from '../../../../functions/convert/pdf/document-parts.ts';
import { aPage, printed } from '../../../support/a-page.ts';

const { flagBelow, rejectBelow } = datasetSettingsSchema.parse({}).fidelity;

const topics = ['Baggage', 'Refund', 'Boarding', 'Seating', 'Catering', 'Lounge', 'Transfer', 'Delay'];

const paragraph = (topic: string): ElementContent =>
  element('p', [
    text(
      `${topic} is handled by the desk that wears the sign ${topic.toUpperCase()}; whoever asks about ${topic.toLowerCase()} in writing gets an answer within ${topic.length} working days.`,
    ),
  ]);

const row = (cells: readonly string[]): ElementContent =>
  element(
    'tr',
    cells.map((cell) => element('td', [text(cell)])),
  );

const table = element(
  'table',
  topics.map((topic, index) =>
    row([`${topic} desk`, `Terminal ${index + 1}`, `Opens at ${index + 5} o'clock`]),
  ),
);

const pages: ElementContent[][] = [
  [pageMarkBlock(1), ...topics.slice(0, 4).map(paragraph)],
  [pageMarkBlock(2), table],
  [pageMarkBlock(3), ...topics.slice(4).map(paragraph)],
];

const spaced = (node: ElementContent): string =>
  node.type === 'text' ? `${node.value} ` : 'children' in node ? node.children.map(spaced).join('') : '';

const pageText = (nodes: readonly ElementContent[]): string => nodes.slice(1).map(spaced).join(' ');

/** Fidelity of blocks that came out of a source that holds all three pages. */
const fidelityOf = (blocks: readonly ElementContent[]) => {
  const writer = markdownWriter();
  writer.writeTree(root(structuredClone([...blocks])));
  return measureFidelity(
    {
      parts: [],
      engine: 'test',
      sourceLetters: null,
      sourceText: () => pages.map(pageText),
      sourcePages: () => new Map(pages.map((page, index) => [index + 1, pageText(page)])),
      sourceCells: () => topics.length * 3,
      pageCount: 3,
      repairs: [],
      warnings: [],
    },
    writer.finish(),
  );
};

const whole = pages.flat();
const changed = (change: (node: ElementContent) => ElementContent): ElementContent[] => {
  const walk = (node: ElementContent): ElementContent =>
    change('children' in node ? { ...node, children: node.children.map(walk) } : node);
  return structuredClone(whole).map(walk);
};

describe('measureFidelity', () => {
  it('trusts a conversion that kept everything, and says so without a warning', () => {
    expect(fidelityOf(whole)).toMatchObject({ fidelity: 1, warnings: [] });
  });

  it.each<[string, () => ElementContent[], RegExp]>([
    ['a table is lost', () => whole.filter((node) => node !== table), /Only 0 % of the table cells/],
    [
      'a table becomes a paragraph',
      () => whole.map((node) => (node === table ? element('p', [text(spaced(table))]) : node)),
      /Only 0 % of the table cells/,
    ],
    [
      'the last column of a table is lost',
      () =>
        changed((node) =>
          node.type === 'element' && node.tagName === 'tr'
            ? { ...node, children: node.children.slice(0, -1) }
            : node,
        ),
      /Only 67 % of the table cells/,
    ],
    [
      'the cells of a row merge',
      () =>
        changed((node) =>
          node.type === 'element' && node.tagName === 'tr'
            ? row([node.children.map(textOf).join(' ')])
            : node,
        ),
      /Only 33 % of the table cells/,
    ],
    [
      'a page is lost',
      () => [...(pages[0] ?? []), ...(pages[1] ?? []), pageMarkBlock(3)],
      /Page 3 arrived only in part/,
    ],
    [
      'lines are repeated',
      () =>
        whole.flatMap((node) =>
          node.type === 'element' && node.tagName === 'p' ? [node, node, node] : [node],
        ),
      /of the Markdown is not in the source, or stands there less often/,
    ],
    [
      'words run together',
      () => changed((node) => (node.type === 'text' ? text(node.value.replaceAll(' ', '')) : node)),
      /of the words seem to have run together/,
    ],
    [
      'characters are not decoded',
      () => changed((node) => (node.type === 'text' ? text(node.value.replaceAll('e', '\uFFFD')) : node)),
      /could not be decoded/,
    ],
  ])('flags a conversion in which %s', (_, blocks, warning) => {
    const { fidelity, warnings } = fidelityOf(blocks());
    expect(fidelity).toBeLessThan(flagBelow);
    expect(warnings.join(' ')).toMatch(warning);
  });

  it('falls with every part that is lost, down to a rejection', () => {
    const lost = [0, 2, 4, 6, 8].map((count) => {
      let left = count;
      return fidelityOf(
        whole.filter(
          (node) => !(node.type === 'element' && textOf(node).includes('desk that') && left-- > 0),
        ),
      ).fidelity;
    });
    expect(lost).toEqual([...lost].sort((a, b) => b - a));
    expect(new Set(lost).size).toBe(lost.length);
    expect(lost.at(-1)).toBeLessThan(rejectBelow);
  });

  it('does not hold against a conversion that row spans repeat their value', () => {
    const spanning = element('table', [
      element('tr', [
        element('td', [text('A long value that stands beside all the rows of the table')], { rowSpan: 8 }),
        element('td', [text('The first row of these')]),
      ]),
      ...[2, 3, 4, 5, 6, 7, 8].map((number) => row([`The row with number ${number}`])),
    ]);
    const writer = markdownWriter();
    writer.writeTree(root([structuredClone(spanning)]));
    const reading = {
      parts: [],
      engine: 'test',
      sourceLetters: null,
      sourceText: () => [spaced(spanning)],
      sourceCells: () => 9,
      repairs: [],
      warnings: [],
    };
    expect(measureFidelity(reading, writer.finish()).fidelity).toBeGreaterThan(flagBelow);
  });

  it('doubts a page whose rows of a table were read as sentences', () => {
    const cells = (gap: number) =>
      [100, 130, 160].flatMap((y) => [
        { text: 'A row that', y },
        { text: 'was not found', x: 72 + gap, y: y + 0.5 },
      ]);
    const sentences = printed(['This is a sentence of the page that runs on and on.'], { y: 60 });
    const found = documentParts([aPage({ lines: [...sentences, ...cells(200)] })]);
    expect(found.layout).toBe(1);
    const torn = documentParts([aPage({ lines: [...sentences, ...cells(200).slice(0, 2)] })]);
    expect(torn.layout).toBeLessThan(0.8);
  });

  it('doubts a drawn table in which a column without its rule was joined with the next', () => {
    const across = [90, 110, 130, 150].map((y) => [70, y, 400, y] as const);
    const down = (x: number) => [x, 90, x, 150] as const;
    const cells = ['Standard', 'Flexible', 'Business'].flatMap((fare, index) => [
      { text: fare, x: 75, y: 104 + 20 * index },
      { text: `${index}5`, x: 190, y: 104 + 20 * index },
      { text: 'per bag', x: 310, y: 104 + 20 * index },
    ]);
    const layoutOf = (columns: readonly number[]) =>
      documentParts([aPage({ lines: cells, rules: [...across, ...columns.map(down)] })]).layout;
    expect(layoutOf([70, 180, 300, 400])).toBe(1);
    expect(layoutOf([70, 300, 400])).toBeLessThan(0.6);
  });
});
