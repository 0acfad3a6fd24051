import type { CellRange, Sheet, SheetRow } from './read-sheet.ts';

/** A table of a sheet: how many columns of it are used, and its rows, each made when it is asked for. */
export interface SheetRegion {
  readonly width: number;
  readonly rows: Iterable<string[]>;
}

type Box = { top: number; left: number; bottom: number; right: number };

/**
 * A sheet may hold several tables: cells that touch, also at a corner or through a merged cell, are one, and a blank row
 * or column parts them. Regions come from the top down, then from the left.
 */
export const sheetRegions = (sheet: Sheet): SheetRegion[] => {
  const mergedAt = new Map<number, CellRange[]>();
  for (const merge of sheet.merges) {
    const sameRow = mergedAt.get(merge.top);
    if (sameRow) sameRow.push(merge);
    else mergedAt.set(merge.top, [merge]);
  }

  let boxes: Box[] = [];
  let open: Box[] = [];
  for (const { row, columns } of sheet.rows) {
    const next: Box[] = [];
    for (const run of runsOf(row, columns, mergedAt.get(row) ?? [])) {
      const touching = [...open, ...next].filter((box) => touches(box, run));
      const joined = touching.reduce(union, run);
      for (const box of touching) remove(open, box) || remove(next, box);
      next.push(joined);
    }
    boxes.push(...open.filter((box) => box.bottom < row - 1));
    open = [...open.filter((box) => box.bottom >= row - 1), ...next];
  }
  boxes.push(...open);
  boxes = mergeOverlapping(boxes);
  boxes.sort((a, b) => a.top - b.top || a.left - b.left);
  return boxes.map((box) => regionOf(box, sheet));
};

const runsOf = (row: number, columns: readonly number[], merges: readonly CellRange[]): Box[] => {
  const mergeAt = new Map(merges.map((range) => [range.left, range]));
  const runs: Box[] = [];
  for (const column of columns) {
    const merge = mergeAt.get(column);
    const right = merge?.right ?? column;
    const bottom = merge?.bottom ?? row;
    const last = runs.at(-1);
    if (last && column <= last.right + 1) {
      last.right = Math.max(last.right, right);
      last.bottom = Math.max(last.bottom, bottom);
    } else runs.push({ top: row, left: column, bottom, right });
  }
  return runs;
};

const touches = (a: Box, b: Box): boolean =>
  a.bottom >= b.top - 1 && b.bottom >= a.top - 1 && a.right >= b.left - 1 && b.right >= a.left - 1;

const overlaps = (a: Box, b: Box): boolean =>
  a.bottom >= b.top && b.bottom >= a.top && a.right >= b.left && b.right >= a.left;

const union = (a: Box, b: Box): Box => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
});

const remove = (boxes: Box[], box: Box): boolean => {
  const index = boxes.indexOf(box);
  if (index >= 0) boxes.splice(index, 1);
  return index >= 0;
};

const maxCompared = 2000;

const mergeOverlapping = (boxes: Box[]): Box[] => {
  if (boxes.length > maxCompared) return boxes;
  const merged: Box[] = [];
  for (let box of boxes) {
    for (let index = merged.findIndex((each) => overlaps(each, box)); index >= 0; ) {
      box = union(box, merged.splice(index, 1)[0] as Box);
      index = merged.findIndex((each) => overlaps(each, box));
    }
    merged.push(box);
  }
  return merged;
};

/** A merged cell repeats its value downwards and leaves the rest of its width blank. */
const regionOf = (box: Box, sheet: Sheet): SheetRegion => {
  const from = firstAtOrBelow(sheet.rows, box.top);
  const own = sheet.rows.slice(from, firstAtOrBelow(sheet.rows, box.bottom + 1));
  const repeats = sheet.merges
    .filter((merge) => merge.bottom > merge.top && overlaps(merge, box))
    .sort((a, b) => a.top - b.top);
  const used = new Set<number>();
  let last: readonly number[] = [];
  for (const { columns } of own) {
    if (columns !== last) for (const column of columns) if (isWithin(box, column)) used.add(column);
    last = columns;
  }
  const columns = [...used].sort((a, b) => a - b);
  const rows = repeats.length === 0 ? own : withRepeats(own, repeats, box);
  return { width: columns.length, rows: alignedRows(rows, columns, box) };
};

function* alignedRows(rows: Iterable<SheetRow>, columns: readonly number[], box: Box): Generator<string[]> {
  const places = new Map(columns.map((column, place) => [column, place]));
  for (const row of rows) {
    const cells = new Array<string>(columns.length).fill('');
    let isFilled = false;
    row.columns.forEach((column, index) => {
      const place = isWithin(box, column) ? places.get(column) : undefined;
      if (place === undefined) return;
      cells[place] = row.values[index] ?? '';
      isFilled = true;
    });
    if (isFilled) yield cells;
  }
}

/** The rows with the values that merged cells above reach down with, also where a row has nothing of its own. */
function* withRepeats(
  own: readonly SheetRow[],
  repeats: readonly CellRange[],
  box: Box,
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

const isWithin = (box: Box, column: number): boolean => column >= box.left && column <= box.right;

const firstAtOrBelow = (rows: readonly SheetRow[], wanted: number): number => {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.row ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};
