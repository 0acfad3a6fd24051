import { describe, expect, it } from 'vitest';
import { type PrintedLine, printed } from '../../../../support/a-page.ts';
import { readPages } from '../../../../support/read-pages.ts';

const columns = [72, 220, 380];

/** The cells of a line, from the left; an empty text is none. */
const cells = (y: number, ...texts: string[]): PrintedLine[] =>
  texts.flatMap((text, index) => (text === '' ? [] : [{ text, x: columns[index] as number, y }]));

const sentence = 'This sentence stands between two tables and is as wide as the page that it stands on.';

const tablesOf = (...lines: PrintedLine[]): string[] =>
  readPages({ lines })
    .markdown.split('\n')
    .filter((line) => line.startsWith('|'));

describe('rows that no rule parts', () => {
  it('are told by white where cells stand in the middle of their rows', () => {
    expect(
      tablesOf(
        ...cells(100, 'Runtime', 'Entry', 'Output'),
        ...cells(117, 'Node, Bun and the', '', ''),
        ...cells(123, '', 'debug', 'Colours'),
        ...cells(129, 'others like these', '', ''),
        ...cells(149, '', '', 'Plain text on the'),
        ...cells(155, 'Browser', 'console', ''),
        ...cells(161, '', '', 'console of a page'),
      ),
    ).toEqual([
      '| Runtime | Entry | Output |',
      '| - | - | - |',
      '| Node, Bun and the others like these | debug | Colours |',
      '| Browser | console | Plain text on the console of a page |',
    ]);
  });

  it('are the lines where these hold numbers, though white parts them in groups', () => {
    expect(
      tablesOf(
        ...cells(100, 'Year', 'Sales', 'Costs'),
        ...cells(120, '2021', '10.5', '7.25'),
        ...cells(132, '2022', '11.5', '8.25'),
        ...cells(152, '2023', '12.5', '9.25'),
        ...cells(164, '2024', '13.5', '9.75'),
      ),
    ).toHaveLength(6);
  });

  it('are told from the lines of a cell by a font that sits lower in some of them', () => {
    expect(
      tablesOf(
        ...cells(100, 'Option', 'Says', ''),
        ...cells(120, 'strict', 'A value without', ''),
        ...cells(131.2, '', 'its unit is taken for', ''),
        ...cells(143.6, '', 'an error', ''),
        ...cells(160, 'loose', 'A value without', ''),
        ...cells(172, '', 'its unit is taken', ''),
        ...cells(192, 'none', 'Nothing is said', ''),
      ),
    ).toEqual([
      '| Option | Says |',
      '| - | - |',
      '| strict | A value without its unit is taken for an error |',
      '| loose | A value without its unit is taken |',
      '| none | Nothing is said |',
    ]);
  });

  it('are not told by white that parts the lines of one cell, as code in another font has it', () => {
    const says = (y: number) =>
      ['Tells of the type', 'of selector, with', 'the name where it', 'is given as well.'].flatMap(
        (text, index) => cells(y + index * 12 + (index > 1 ? (index - 1) * 3 : 0), '', text, ''),
      );
    const rows = [116, 172, 228].flatMap((y) => [...cells(y, 'selector', '', ''), ...says(y)]);
    expect(tablesOf(...cells(100, 'Name', 'Says', ''), ...rows)).toHaveLength(5);
  });

  it('begin without a label where none of their cells goes on', () => {
    expect(
      tablesOf(
        ...cells(100, 'Region', 'Service', 'Price'),
        ...cells(112, 'North', 'Deliveries', '3.50'),
        ...cells(124, '', 'Returns', '4.50'),
        ...cells(136, 'South', 'Deliveries', '2.50'),
      ),
    ).toEqual([
      '| Region | Service | Price |',
      '| - | - | - |',
      '| North | Deliveries | 3.50 |',
      '| | Returns | 4.50 |',
      '| South | Deliveries | 2.50 |',
    ]);
  });
});

describe('columns that no rule parts', () => {
  it('are seen where every cell is one word', () => {
    const row = (y: number, texts: string) =>
      texts.split(' ').map((text, index) => ({ text, x: 72 + index * 70, y }));
    expect(
      tablesOf(
        ...row(100, 'Library Version Speed Mean Spread'),
        ...row(112, 'alpha 7.0.0 5,838 175.5 0.06'),
        ...row(124, 'beta 2.6.0 2,919 347.7 0.33'),
      )[2],
    ).toBe('| alpha | 7.0.0 | 5,838 | 175.5 | 0.06 |');
  });

  it('are not made of the wide spaces of one line', () => {
    const rows = ['Short text', 'Other text', 'More text', 'Last text'].flatMap((text, index) =>
      cells(112 + index * 12, `Label ${index}`, text, ''),
    );
    const long = ['ignore', 'this', 'too'].map((text, index) => ({
      text,
      x: [268, 303, 328][index] as number,
      y: 160,
    }));
    expect(tablesOf(...rows, ...cells(160, 'Label 9', 'Long text', ''), ...long).at(-1)).toBe(
      '| Label 9 | Long text ignore this too |',
    );
  });
});

describe('tables between rules of one length', () => {
  it('are several where a sentence stands between them', () => {
    const rules = [90, 106, 140, 170, 186, 220].map((y) => [72, y, 520, y] as const);
    const table = (y: number, name: string) => [
      ...cells(y, name, 'Price', ''),
      ...cells(y + 16, 'Apples', '3.50', ''),
      ...cells(y + 30, 'Pears', '4.20', ''),
    ];
    const lines = [...table(102, 'Fruit'), { text: sentence, y: 158 }, ...table(182, 'Crop')];
    expect(readPages({ lines, rules }).markdown).toBe(
      `| Fruit | Price |\n| - | - |\n| Apples | 3.50 |\n| Pears | 4.20 |\n\n${sentence}\n\n` +
        '| Crop | Price |\n| - | - |\n| Apples | 3.50 |\n| Pears | 4.20 |\n',
    );
  });

  it('have one header above the first rule, however many lines it has', () => {
    const lines = [
      ...cells(100, 'Name of the', 'Price in', ''),
      ...cells(112, 'article', 'euros', ''),
      ...cells(130, 'Apple', '3.50', ''),
      ...cells(142, 'Pears', '4.20', ''),
    ];
    expect(readPages({ lines, rules: [[72, 118, 520, 118]] }).markdown).toBe(
      '| Name of the article | Price in euros |\n| - | - |\n| Apple | 3.50 |\n| Pears | 4.20 |\n',
    );
  });
});

it('goes on with a row below the header that the next page prints again', () => {
  const header = cells(90, 'Name', 'Says', 'Since');
  const { markdown } = readPages(
    {
      lines: [
        ...header,
        ...cells(110, 'alpha', 'the first of all', '1.0'),
        ...cells(130, 'beta', 'the second, which', '2.0'),
      ],
    },
    {
      lines: [
        ...header,
        ...cells(110, '', 'goes on', ''),
        ...cells(130, 'gamma', 'the third', '3.0'),
        ...cells(150, 'delta', 'the fourth', '4.0'),
      ],
    },
  );
  expect(markdown).toBe(
    '| Name | Says | Since |\n| - | - | - |\n| alpha | the first of all | 1.0 |\n' +
      '| beta | the second, which goes on | 2.0 |\n| gamma | the third | 3.0 |\n| delta | the fourth | 4.0 |\n',
  );
});

describe('words that are wider than their cell', () => {
  const rows = (...texts: [string, string][]) =>
    printed([sentence, 'Here the Markdown of a page is meant.'], { y: 60 }).concat(
      texts.flatMap(([left, right], index) => cells(120 + index * 12, left, right, '')),
    );

  it('go on without a hyphen', () => {
    expect(
      tablesOf(...rows(['Markdow', 'yes'], ['n', ''], ['granite', 'yes'], ['_vision', ''], ['none', 'no'])),
    ).toEqual(['| Markdown | yes |', '| - | - |', '| granite_vision | yes |', '| none | no |']);
  });

  it('are not made of the widest word of a column and the next', () => {
    expect(
      tablesOf(...rows(['Timeout', 'none'], ['seconds', ''], ['thirty', 'yes'], ['forty', 'no']))[0],
    ).toBe('| Timeout seconds | none |');
  });

  it('keep the hyphen after capitals and before a single letter', () => {
    const { markdown } = readPages({
      lines: printed([
        'A page is drawn in a way that is GPU-',
        'accelerated, and sent by the way of e-',
        'mail.',
      ]),
    });
    expect(markdown).toContain('GPU-accelerated');
  });
});
