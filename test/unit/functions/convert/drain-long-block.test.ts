import { expect, it } from 'vitest';
import { textOf } from '../../../../functions/convert/hast.ts';
import { markdownWriter } from '../../../../functions/convert/markdown/markdown-writer.ts';
import { htmlTreeBuilder } from '../../../../functions/convert/text/html-tree.ts';

/** Converts HTML that comes in slices, and says how many parts it came out in. */
const convertSlices = (slices: readonly string[]): { markdown: string; parts: number } => {
  const builder = htmlTreeBuilder();
  const writer = markdownWriter();
  let parts = 0;
  const write = (part: ReturnType<typeof builder.drain>): void => {
    if (textOf(part) !== '') parts += 1;
    writer.writeTree(part);
  };
  for (const slice of slices) {
    builder.write(slice);
    write(builder.drain());
  }
  write(builder.end());
  return { markdown: writer.finish().markdown, parts };
};

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

it.each(['', '<tbody>'])(
  'parts a table that is still open%s under its first row, and loses no row',
  (group) => {
    const rows = (from: number, to: number) =>
      numbers(from, to)
        .map((row) => `<tr><td>r${row}</td><td>${row}</td></tr>`)
        .join('');
    const { markdown, parts } = convertSlices([
      `<body><table>${group}<tr><th>Row</th><th>Number</th></tr>${rows(0, 700)}<tr><td>cut`,
      ` here</td></tr>${rows(700, 1400)}`,
      `${rows(1400, 1410)}</table><p>End</p>`,
    ]);
    expect(parts).toBe(3);
    expect(markdown.match(/^\| Row \| Number \|\n\| - \| - \|$/gm)).toHaveLength(3);
    expect(markdown.match(/^\| r\d+ \| \d+ \|$/gm)).toHaveLength(1410);
    expect(markdown).toContain('| cut here |');
    expect(markdown).toMatch(/\| r1409 \| 1409 \|\n\nEnd\n$/);
  },
);

it('counts on in a numbered list that was parted', () => {
  const items = (from: number, to: number) =>
    numbers(from, to)
      .map((item) => `<li>i${item}</li>`)
      .join('');
  const { markdown } = convertSlices([`<body><ol>${items(1, 601)}`, `${items(601, 610)}</ol>`]);
  expect(markdown).toContain('\n600. i600\n');
  expect(markdown).toContain('\n609. i609\n');
});

it('leaves a short table whole', () => {
  expect(convertSlices(['<body><table><tr><td>a</td></tr>', '<tr><td>b</td></tr></table>']).parts).toBe(1);
});
