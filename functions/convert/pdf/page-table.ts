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
  /** Its cells are drawn. */
  readonly isRuled?: boolean;
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
  const rest = belowHeader(header, first);
  const rows = marked(rest === null ? next.rows : [...rest, ...next.rows.slice(1)], startsPages);
  const last = table.rows.at(-1) ?? [];
  const goesOn = rows[0]?.[0]?.lines.length === 0 && last.length === rows[0].length && table.rows.length > 1;
  if (!goesOn) return { ...table, rows: [...table.rows, ...rows] };
  const joined = last.map((cell, index) => ({
    ...cell,
    lines: [...cell.lines, ...(rows[0]?.[index]?.lines ?? [])],
  }));
  return { ...table, rows: [...table.rows.slice(0, -1), joined, ...rows.slice(1)] };
};

/** What a row holds below the header, which may be nothing; null where it does not begin with it. */
const belowHeader = (header: readonly TableCell[], row: readonly TableCell[]): TableCell[][] | null => {
  const isRepeated = header.every(({ lines }, column) =>
    lines.every((line, index) => {
      const other = row[column]?.lines[index];
      return other !== undefined && textOf(other) === textOf(line);
    }),
  );
  if (!isRepeated || header.every(({ lines }) => lines.length === 0)) return null;
  const rest = row.map((cell, column) => ({
    ...cell,
    lines: cell.lines.slice(header[column]?.lines.length ?? 0),
  }));
  return rest.some(({ lines }) => lines.length > 0) ? [rest] : [];
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
