import type { Region } from './page-geometry.ts';
import { type Line, textOf } from './text-lines.ts';

export interface TableCell {
  readonly lines: readonly Line[];
  readonly colSpan?: number;
  readonly rowSpan?: number;
}

/** A table where it stands on its page. */
export interface PageTable {
  readonly region: Region;
  readonly rows: readonly (readonly TableCell[])[];
}

const sameEdge = 6;

/**
 * A table and what a page's end parted from it, as one: the header that is printed again goes, and a row that begins
 * without its first cell goes on. Null where the second is another table.
 */
export const joinedTable = (
  table: PageTable,
  next: PageTable,
  startsPages: readonly number[],
): PageTable | null => {
  const header = table.rows[0] ?? [];
  const first = next.rows[0] ?? [];
  if (widthOf(header) !== widthOf(first) || Math.abs(table.region.left - next.region.left) > sameEdge)
    return null;
  const isRepeated = textOfRow(header) === textOfRow(first);
  const rows = marked(isRepeated ? next.rows.slice(1) : next.rows, startsPages);
  const last = table.rows.at(-1) ?? [];
  const goesOn = !isRepeated && first[0]?.lines.length === 0 && last.length === first.length;
  if (!goesOn) return { ...table, rows: [...table.rows, ...rows] };
  const joined = last.map((cell, index) => ({
    ...cell,
    lines: [...cell.lines, ...(rows[0]?.[index]?.lines ?? [])],
  }));
  return { ...table, rows: [...table.rows.slice(0, -1), joined, ...rows.slice(1)] };
};

/** The first line of the rows says which pages begin with them. */
const marked = (rows: PageTable['rows'], startsPages: readonly number[]): PageTable['rows'] => {
  const line = rows.flat().flatMap((cell) => cell.lines)[0];
  return rows.map((row) =>
    row.map((cell) => ({
      ...cell,
      lines: cell.lines.map((each) => (each === line ? { ...each, startsPages } : each)),
    })),
  );
};

const widthOf = (row: readonly TableCell[]): number => row.reduce((sum, { colSpan = 1 }) => sum + colSpan, 0);

const textOfRow = (row: readonly TableCell[]): string =>
  row.map(({ lines }) => lines.map(textOf).join(' ')).join('|');
