import { type Line, textOf } from './text-lines.ts';

/** The lines of a table, each by the columns in which it has something. */
export type Grid = readonly (readonly (Line | null)[])[];

const number = /^[-+−–(]?[$€£]?\d[\d.,\u00A0 ]*(?:[%)‰]|\p{L}{1,2})?$/u;

/** Of a line, what its cells are to those above them in their columns, within the same row. */
export interface Breaks {
  /** Cells that do not go on: their first word would have had room above. */
  readonly broken: number;
  /** Cells that may go on. */
  readonly wrapped: number;
  /** Numbers below numbers, which do not go on either. */
  readonly counted: number;
}

export const breaksOf = (grid: Grid, begins: (index: number) => boolean): Breaks[] => {
  const columns = grid[0]?.length ?? 0;
  const right = Array.from({ length: columns }, (_, column) =>
    Math.max(...grid.map((cells) => cells[column]?.right ?? 0)),
  );
  const above: (Line | null)[] = Array(columns).fill(null);
  return grid.map((cells, index) => {
    if (begins(index)) above.fill(null);
    const found = { broken: 0, wrapped: 0, counted: 0 };
    cells.forEach((cell, column) => {
      const last = above[column];
      if (cell && last) {
        if (areNumbers(last, cell)) found.counted += 1;
        else found[hadRoom(last, cell, right[column] as number) ? 'broken' : 'wrapped'] += 1;
      }
      above[column] = cell ?? last ?? null;
    });
    return found;
  });
};

/** Of a space between two words, in ems. */
const space = 0.25;

const hadRoom = (above: Line, cell: Line, right: number): boolean => {
  const first = cell.words[0];
  return first !== undefined && first.right - first.left < right - above.right - space * cell.size;
};

const areNumbers = (above: Line, cell: Line): boolean =>
  number.test(textOf(above)) && number.test(textOf(cell));

/** How far rows agree with their lines. */
export interface LooseEnds {
  /** Lines that go on with the row above, and those of them that did not have to begin below it. */
  readonly within: number;
  readonly broken: number;
  /** Cells of rows without a first cell that may go on with the row above, and how many rows these are. */
  readonly parted: number;
  readonly headless: number;
}

export const looseEnds = (grid: Grid, begins: (index: number) => boolean): LooseEnds => {
  const ends = { within: 0, broken: 0, parted: 0, headless: 0 };
  for (const { broken, wrapped, counted } of breaksOf(grid, begins)) {
    if (broken + wrapped + counted > 0) ends.within += 1;
    if (broken + counted > 0) ends.broken += 1;
  }
  breaksOf(grid, (index) => index === 0).forEach(({ broken, wrapped, counted }, index) => {
    if (index === 0 || !begins(index) || broken + counted > 0) return;
    const next = grid.findIndex((_, other) => other > index && begins(other));
    if (grid.slice(index, next < 0 ? undefined : next).some(([first]) => first)) return;
    ends.parted += wrapped;
    ends.headless += 1;
  });
  return ends;
};
