import { cellsOf } from './aligned-rows.ts';
import { type Breaks, breaksOf, type Grid, looseEnds } from './cell-breaks.ts';
import type { Region, Rule } from './page-geometry.ts';
import type { TableCell } from './page-table.ts';
import type { Line } from './text-lines.ts';

/** Rows stand further apart than the lines of one cell do, by this many ems. */
const looser = 0.12;
/** A cell may break its lines by itself, in this share of the lines that go on. */
const maxBroken = 0.2;
/** Rows without their first cell, that may go on with the row above, are seldom more than this. */
const maxHeadless = 0.3;

/** Rows of lines: parted by rules where these are drawn, else by white, else where the first column begins anew. */
export const rowsOf = (
  lines: readonly Line[],
  starts: readonly number[],
  rules: readonly Rule[],
): TableCell[][] => {
  const grid = lines.map((line) => cellsOf(line, starts));
  const inner = rules.filter(
    (rule) => rule.at > (lines[0]?.bottom ?? 0) - 2 && rule.at < (lines.at(-1)?.top ?? 0) + 2,
  );
  const isRuled = (index: number): boolean =>
    inner.some((rule) => rule.at > middleOf(lines[index - 1]) && rule.at < middleOf(lines[index]));
  const isLoose = looseLines(lines, grid);
  const byRules = (index: number): boolean => index === 0 || isRuled(index);
  const byWhite = (index: number): boolean => byRules(index) || isLoose(index);
  const begins =
    inner.length > 2
      ? byRules
      : isTold(grid, isLoose, byWhite)
        ? byWhite
        : byFirstColumn(grid, byRules, isLoose);
  const rows: Line[][][] = [];
  grid.forEach((cells, index) => {
    if (begins(index)) rows.push(starts.map(() => []));
    cells.forEach((cell, column) => {
      if (cell) rows.at(-1)?.[column]?.push(cell);
    });
  });
  return rows.map((row) => row.map((cell) => ({ lines: cell })));
};

const looseLines = (lines: readonly Line[], grid: Grid): ((index: number) => boolean) => {
  let bottom = Number.NEGATIVE_INFINITY;
  const slack = looser * (lines[0]?.size ?? 0);
  const leading = leadingOf(grid, slack) + slack;
  const loose = lines.map((line, index) => {
    const white = line.top - bottom;
    bottom = Math.max(bottom, line.bottom);
    return index > 0 && white > leading;
  });
  return (index) => loose[index] ?? false;
};

/** White tells rows where it parts more than a header, what it leaves together may go on, and what it parts may not. */
const isTold = (
  grid: Grid,
  isLoose: (index: number) => boolean,
  byWhite: (index: number) => boolean,
): boolean => {
  const rows = grid.filter((_, index) => byWhite(index)).length;
  const { within, broken, headless } = looseEnds(grid, byWhite);
  return (
    grid.filter((_, index) => isLoose(index)).length > 1 &&
    broken <= maxBroken * within &&
    headless <= maxHeadless * rows
  );
};

/** A row goes on without its first cell, or with less of its cells than it has, where these can go on. */
const byFirstColumn = (
  grid: Grid,
  byRules: (index: number) => boolean,
  isLoose: (index: number) => boolean,
): ((index: number) => boolean) => {
  const begins: boolean[] = [];
  const filled = grid.map((cells) => cells.filter(Boolean).length);
  const together = breaksOf(grid, byRules);
  const isUnderlined = grid.some((_, index) => index > 0 && byRules(index));
  let first = 0;
  grid.forEach((cells, index) => {
    const { broken, wrapped, counted } = together[index] as Breaks;
    const isSparse = (filled[index] as number) <= Math.max(1, (filled[first] as number) / 3);
    const isHeader = first === 0 && (isUnderlined || !grid[0]?.[0]);
    const goesOn = cells[0]
      ? !isLoose(index) && broken + counted === 0 && (isSparse || (isHeader && wrapped > 0))
      : counted === 0 && (broken < 2 || wrapped > 0);
    begins[index] = byRules(index) || !goesOn;
    if (begins[index]) first = index;
  });
  return (index) => begins[index] ?? false;
};

/** The white between the lines of a cell, in points: the least between two lines of one column, and what is hardly more. */
const leadingOf = (grid: Grid, slack: number): number => {
  const whites = (grid[0] ?? []).flatMap((_, column) => {
    const cells = grid.flatMap((line) => line[column] ?? []);
    return cells.slice(1).map((cell, index) => cell.top - (cells[index] as Line).bottom);
  });
  return whites
    .sort((a, b) => a - b)
    .reduce(
      (leading, white) => (white <= leading + slack ? white : leading),
      whites[0] ?? Number.POSITIVE_INFINITY,
    );
};

const middleOf = (region: Region | undefined): number => ((region?.top ?? 0) + (region?.bottom ?? 0)) / 2;
