import type { CellRange } from './read-sheet.ts';
import type { SheetRow } from './sheet-rows.ts';

/** A table of a sheet: how many columns of it are used, and its rows, each made when it is asked for. */
export interface SheetRegion {
  readonly width: number;
  readonly rows: Iterable<string[]>;
}

/** A merged cell repeats its value downwards and leaves the rest of its width blank. */
export const regionOf = (
  box: CellRange,
  rows: readonly SheetRow[],
  mergedAt: ReadonlyMap<number, readonly CellRange[]>,
): SheetRegion => {
  const own = rows
    .slice(
      firstAtOrAfter(rows.length, (at) => (rows[at]?.row ?? 0) >= box.top),
      firstAtOrAfter(rows.length, (at) => (rows[at]?.row ?? 0) > box.bottom),
    )
    .flatMap((row) => within(box, row));
  const used = new Set<number>();
  let last: readonly number[] = [];
  for (const { columns } of own) {
    if (columns !== last) for (const column of columns) used.add(column);
    last = columns;
  }
  const columns = [...used].sort((a, b) => a - b);
  const repeats = own
    .flatMap(({ row }) => mergedAt.get(row) ?? [])
    .filter((merge) => merge.bottom > merge.top && merge.left >= box.left && merge.left <= box.right);
  return {
    width: columns.length,
    rows: alignedRows(repeats.length === 0 ? own : withRepeats(own, repeats, box), columns),
  };
};

/** What of a row lies in a box; the row itself where all of it does. */
const within = ({ left, right }: CellRange, row: SheetRow): SheetRow[] => {
  const { columns, values } = row;
  if ((columns[0] ?? 0) >= left && (columns.at(-1) ?? 0) <= right) return [row];
  const from = firstAtOrAfter(columns.length, (at) => (columns[at] ?? 0) >= left);
  const to = firstAtOrAfter(columns.length, (at) => (columns[at] ?? 0) > right);
  if (from === to) return [];
  return [{ row: row.row, columns: columns.slice(from, to), values: values.slice(from, to) }];
};

function* alignedRows(rows: Iterable<SheetRow>, columns: readonly number[]): Generator<string[]> {
  const places = new Map(columns.map((column, place) => [column, place]));
  for (const row of rows) {
    const cells = new Array<string>(columns.length).fill('');
    row.columns.forEach((column, index) => {
      const place = places.get(column);
      if (place !== undefined) cells[place] = row.values[index] ?? '';
    });
    yield cells;
  }
}

/** The rows with the values that merged cells above reach down with, also where a row has nothing of its own. */
function* withRepeats(
  own: readonly SheetRow[],
  repeats: readonly CellRange[],
  box: CellRange,
): Generator<SheetRow> {
  const ownAt = new Map(own.map((row) => [row.row, row]));
  const waiting = [...repeats].reverse();
  let reaching: { merge: CellRange; value: string }[] = [];
  for (let row = box.top; row <= box.bottom; row += 1) {
    reaching = reaching.filter(({ merge }) => merge.bottom >= row);
    const cells = new Map<number, string>();
    const present = ownAt.get(row);
    present?.columns.forEach((column, index) => {
      cells.set(column, present.values[index] ?? '');
    });
    for (const { merge, value } of reaching) cells.set(merge.left, value);
    while ((waiting.at(-1)?.top ?? Number.POSITIVE_INFINITY) <= row) {
      const merge = waiting.pop() as CellRange;
      const value = merge.top === row ? cells.get(merge.left) : undefined;
      if (value !== undefined) reaching.push({ merge, value });
    }
    if (cells.size > 0) yield { row, columns: [...cells.keys()], values: [...cells.values()] };
  }
}

/** The first place of a sorted list that passes, by halves; its length where none does. */
const firstAtOrAfter = (length: number, passes: (at: number) => boolean): number => {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};
