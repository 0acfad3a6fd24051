import { describe, expect, it } from 'vitest';
import type { PrintedLine, PrintedPage } from '../../../../support/a-page.ts';
import { readPages } from '../../../../support/read-pages.ts';

const columns = [80, 180, 280];

const cells = (y: number, ...texts: string[]): PrintedLine[] =>
  texts.map((text, index) => ({ text, x: columns[index] as number, y }));

/** How many cells were read, and how many more the page shows. */
const seen = (page: PrintedPage) => {
  const { cellsRead, seenCells } = readPages(page);
  return { read: cellsRead, more: seenCells - cellsRead };
};

const frame: PrintedPage['rules'] = [
  ...[100, 120, 140].map((y) => [72, y, 372, y] as const),
  ...[72, 372].map((x) => [x, 100, x, 140] as const),
];

describe('the cells that a page shows', () => {
  it('are those of its tables where white agrees with them', () => {
    const lines = [
      ...cells(112, 'Year', 'Sales', 'Costs'),
      ...cells(124, '2021', '10', '7'),
      ...cells(136, '2022', '11', '8'),
    ];
    expect(seen({ lines })).toEqual({ read: 9, more: 0 });
  });

  it('are more than those of a table whose columns were joined', () => {
    const lines = [...cells(112, 'Year', 'Sales', 'Costs'), ...cells(132, '2021', '10', '7')];
    expect(seen({ lines, rules: frame })).toEqual({ read: 2, more: 4 });
  });

  it('are more than none where the rows of a table were read as text', () => {
    expect(seen({ lines: [...cells(112, 'Year', 'Sales', 'Costs')] })).toEqual({ read: 0, more: 2 });
  });

  it('are more than those of a table whose rows were joined', () => {
    const lines = [
      { text: 'Label', x: 80, y: 112 },
      { text: 'A long text that gives the column its width', x: 180, y: 112 },
      ...['one', 'two', 'three'].map((text, index) => ({ text, x: 180, y: 124 + index * 12 })),
      ...cells(160, 'Other', 'Text'),
      ...cells(172, 'Third', 'More text'),
    ];
    expect(seen({ lines })).toEqual({ read: 6, more: 2 });
  });
});
