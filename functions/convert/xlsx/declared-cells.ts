import { isFilled } from '../markdown/clean-text.ts';
import type { CellRange, Sheet } from './read-sheet.ts';
import type { SheetRow } from './sheet-rows.ts';

/**
 * The cells of a sheet that hold something, as they stand in the file and before any region is found in them, and those
 * that a merged cell reaches down to, because each row is printed with its value.
 */
export const declaredCells = ({ rows, merges }: Sheet): number => {
  const filled = rows.reduce((sum, { values }) => sum + values.filter(isFilled).length, 0);
  const tall = merges.filter(({ top, bottom }) => bottom > top);
  if (tall.length === 0) return filled;
  const rowAt = new Map(rows.map((row) => [row.row, row]));
  return tall.reduce((sum, merge) => sum + reached(merge, rowAt), filled);
};

/** Below the first cell of a merge that holds something, the cells that hold nothing of their own. */
const reached = ({ top, left, bottom }: CellRange, rowAt: ReadonlyMap<number, SheetRow>): number => {
  const isFilledAt = (row: number): boolean => {
    const at = rowAt.get(row);
    return at !== undefined && isFilled(at.values[at.columns.indexOf(left)] ?? '');
  };
  if (!isFilledAt(top)) return 0;
  let cells = 0;
  for (let row = top + 1; row <= bottom; row += 1) if (!isFilledAt(row)) cells += 1;
  return cells;
};
