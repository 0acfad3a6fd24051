import { rowsOf } from './aligned-cells.ts';
import { cellsOf, columnStarts, minGap, solidParts } from './aligned-rows.ts';
import { isMarker } from './line-shapes.ts';
import type { Rule } from './page-geometry.ts';
import type { PageTable } from './page-table.ts';
import { boundsOf } from './reading-order.ts';
import type { Line } from './text-lines.ts';

/** Rows further apart than this, in ems, are not of one table. */
const maxRowGap = 2.6;

/** The tables of a column of text that only white tells: lines that part where the lines above and below part too. */
export const alignedTables = (lines: readonly Line[], rules: readonly Rule[]): PageTable[] => {
  const tables: PageTable[] = [];
  for (let from = 0, free = 0; from < lines.length; ) {
    const run = [...linesAbove(lines, free, from), ...runFrom(lines, from)];
    const table = run.length < 2 ? null : tableOf(run, rules);
    if (table) tables.push(table);
    from = table ? lines.indexOf(run.at(-1) as Line) + 1 : from + 1;
    if (table) free = from;
  }
  return tables;
};

/** The upper lines of a header whose cells stand at its foot: each in one column but the first. */
const linesAbove = (lines: readonly Line[], free: number, from: number): Line[] => {
  const first = lines[from] as Line;
  if (!isParted(first)) return [];
  const starts = partsOf(first).map((part) => part.left);
  let at = from;
  while (at > free) {
    const line = lines[at - 1] as Line;
    const below = lines[at] as Line;
    const isCell = starts.slice(1).some((start) => Math.abs(start - line.left) < 2);
    if (
      !isCell ||
      below.top - line.bottom > 0.7 * line.size ||
      columnStarts([line, first]).length < starts.length
    )
      break;
    at -= 1;
  }
  return lines.slice(at, from);
};

const isParted = (line: Line): boolean => {
  if (line.isMono) return false;
  const parts = partsOf(line);
  return parts.length > 2 || (parts.length === 2 && !isMarker(parts[0] as Line));
};

/**
 * A justified line has wide spaces everywhere, so a gap must be wider than its other spaces; where most are wider than an
 * em, they part cells of one word each.
 */
const partsOf = (line: Line): Line[] => {
  const spaces = line.words
    .slice(1)
    .map((word, index) => word.left - (line.words[index] as Line['words'][number]).right)
    .sort((a, b) => a - b);
  const usual = spaces[Math.floor((spaces.length - 1) / 2)] ?? 0;
  const gap = Math.max(minGap * line.size, spaces.length > 3 && usual < line.size ? 2 * usual : 0);
  return solidParts(line, gap);
};

/** The longest run of lines from here on that keep at least two columns apart. */
const runFrom = (lines: readonly Line[], from: number): Line[] => {
  const first = lines[from] as Line;
  if (!isParted(first)) return [];
  let run = [first];
  let starts = partsOf(first).map((part) => part.left);
  for (let index = from + 1; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    const above = run.at(-1) as Line;
    if (line.top - above.bottom > maxRowGap * above.size || line.size > 1.3 * first.size) break;
    const wider = columnStarts([...run, line]);
    if (wider.length < Math.max(2, starts.length - 1)) break;
    if (!isParted(line) && !isWrapped(line, above, starts)) break;
    run = [...run, line];
    starts = wider;
  }
  while (run.length > 0 && !isParted(run.at(-1) as Line) && isApart(run)) run.pop();
  return run;
};

/** A line of one cell: it begins where a column does, close under the line above where that is the first. */
const isWrapped = (line: Line, above: Line, starts: readonly number[]): boolean => {
  const white = (line.top - above.bottom) / above.size;
  return starts.some((start, index) =>
    index === 0
      ? white < 0.9 && Math.abs(start - line.left) < 0.5 * line.size
      : white < 1.2 && line.left > start - 0.5 * line.size,
  );
};

/** What follows a table close by stands at its left edge, further below than the table's own lines stand. */
const isApart = (run: readonly Line[]): boolean => {
  const last = run.at(-1) as Line;
  const gaps = run.slice(1, -1).map((line, index) => line.top - (run[index] as Line).bottom);
  return gaps.length > 0 && last.top - (run.at(-2) as Line).bottom > Math.max(...gaps) + 1;
};

const tableOf = (run: readonly Line[], rules: readonly Rule[]): PageTable | null => {
  const starts = columnStarts(run);
  if (starts.length < 2) return null;
  const bounds = boundsOf(run);
  const own = rules.filter(
    (rule) =>
      rule.from < bounds.right &&
      rule.to > bounds.left &&
      rule.at > bounds.top - 12 &&
      rule.at < bounds.bottom + 12,
  );
  const parted = run.filter(isParted).length;
  if (parted < (own.length > 0 || starts.length > 2 ? 2 : 3)) return null;
  const filled = run.map((line) => cellsOf(line, starts).filter(Boolean).length);
  if (filled.filter((count) => count > 1).length < 2) return null;
  return { region: bounds, rows: rowsOf(run, starts, own) };
};
