import { type Ink, inkOf, inksWithoutEach } from './line-ink.ts';
import type { Region, Rule } from './page-geometry.ts';
import type { TableCell } from './page-table.ts';
import type { Word } from './page-words.ts';
import { type Line, lineOf } from './text-lines.ts';

/** The white that parts the cells of a line, in ems. */
export const minGap = 0.8;
/** What four lines or more leave white may be narrower: the spaces of so many lines do not meet by chance. */
const minSharedGap = 0.5;
const manyLines = 4;
/** A cell that is too long may reach over the white of its column, in this share of the lines. */
const maxCrossing = 0.12;
/** Lines of one cell stand closer than rows do, by this many ems. */
const looser = 0.12;

/** Where columns begin, as the white tells that nearly all lines leave. */
export const columnStarts = (lines: readonly Line[]): number[] => {
  let kept = [...lines];
  let starts = startsIn(kept, inkOf(kept));
  for (let allowed = Math.floor(maxCrossing * lines.length); allowed > 0; allowed -= 1) {
    const inks = inksWithoutEach(kept);
    const without = kept.map((_, left) =>
      startsIn(
        kept.filter((_, index) => index !== left),
        inks[left] as Ink,
      ),
    );
    const most = without.reduce(
      (best, each, index) => (each.length > (without[best] as number[]).length ? index : best),
      0,
    );
    if ((without[most] as number[]).length <= starts.length) break;
    starts = without[most] as number[];
    kept = kept.filter((_, index) => index !== most);
  }
  return starts;
};

const startsIn = (lines: readonly Line[], ink: Ink): number[] => {
  const size = Math.min(...lines.map((line) => line.size));
  const gap = (lines.length >= manyLines ? minSharedGap : minGap) * size;
  return ink.flatMap(({ from }, index) => (from - (ink[index - 1]?.to ?? -Infinity) >= gap ? [from] : []));
};

/** A line's words, joined where less than a gap is between them. */
export const solidParts = (line: Line, gap: number): Line[] => {
  const parts: Word[][] = [];
  for (const word of line.words) {
    const last = parts.at(-1);
    if (last && word.left - Math.max(...last.map((each) => each.right)) < gap) last.push(word);
    else parts.push([word]);
  }
  return parts.map(lineOf);
};

/** The words of a line by the columns that they begin in. */
export const cellsOf = (line: Line, starts: readonly number[]): (Line | null)[] => {
  const cells: Word[][] = starts.map(() => []);
  for (const word of line.words) {
    const at = starts.findLastIndex((start) => word.left >= start - 1);
    cells[Math.max(0, at)]?.push(word);
  }
  return cells.map((words) => (words.length === 0 ? null : lineOf(words)));
};

/** Rows of lines: parted by rules where these are drawn, else by white, else where the first column begins anew. */
export const rowsOf = (
  lines: readonly Line[],
  starts: readonly number[],
  rules: readonly Rule[],
): TableCell[][] => {
  const split = lines.map((line) => cellsOf(line, starts));
  const inner = rules.filter(
    (rule) => rule.at > (lines[0]?.bottom ?? 0) - 2 && rule.at < (lines.at(-1)?.top ?? 0) + 2,
  );
  const isRuled = (index: number): boolean =>
    inner.some((rule) => rule.at > middleOf(lines[index - 1]) && rule.at < middleOf(lines[index]));
  const bottoms = lines.map((_, index) => Math.max(...lines.slice(0, index + 1).map((each) => each.bottom)));
  const white = lines.map((line, index) => (index === 0 ? 0 : line.top - (bottoms[index - 1] as number)));
  const leading = leadingOf(split) + looser * (lines[0]?.size ?? 0);
  const isLoose = (index: number): boolean => (white[index] as number) > leading;
  const goesOn = (index: number): boolean => !split[index]?.[0];
  const later = lines.map((_, index) => index).slice(1);
  const wrapped = later.filter(goesOn);
  const hasWhite =
    (wrapped.length > 0 || later.some((index) => (white[index] as number) < 0)) &&
    wrapped.filter(isLoose).length <= 0.2 * wrapped.length &&
    later.filter(isLoose).length > 1;
  const begins = (index: number): boolean => {
    if (index === 0 || isRuled(index)) return true;
    if (inner.length > 2) return false;
    if (hasWhite) return isLoose(index);
    const isAlone = split[index]?.slice(1).every((cell) => cell === null) && !isLoose(index);
    return !goesOn(index) && !isAlone;
  };
  const rows: Line[][][] = [];
  split.forEach((cells, index) => {
    if (begins(index)) rows.push(starts.map(() => []));
    cells.forEach((cell, column) => {
      if (cell) rows.at(-1)?.[column]?.push(cell);
    });
  });
  return rows.map((row) => row.map((cell) => ({ lines: cell })));
};

/** The least white between two lines of one column. */
const leadingOf = (split: readonly (Line | null)[][]): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let column = 0; column < (split[0]?.length ?? 0); column += 1) {
    const cells = split.flatMap((line) => line[column] ?? []);
    cells.slice(1).forEach((cell, index) => {
      least = Math.min(least, cell.top - (cells[index] as Line).bottom);
    });
  }
  return least;
};

const middleOf = (region: Region | undefined): number => ((region?.top ?? 0) + (region?.bottom ?? 0)) / 2;
