import type { CellRange, Sheet } from './read-sheet.ts';

type Box = { top: number; left: number; bottom: number; right: number };

/**
 * A sheet may hold several tables: cells that touch, also at a corner or through a merged cell, are one, and a blank row
 * or column parts them. Regions come from the top down, then from the left.
 */
export const sheetRegions = (sheet: Sheet): string[][][] => {
  const mergedAt = new Map<number, CellRange[]>();
  for (const merge of sheet.merges) mergedAt.set(merge.top, [...(mergedAt.get(merge.top) ?? []), merge]);

  let boxes: Box[] = [];
  const rowNumbers = [...sheet.rows.keys()].sort((a, b) => a - b);
  let open: Box[] = [];
  for (const row of rowNumbers) {
    const next: Box[] = [];
    for (const run of runsOf(row, sheet, mergedAt.get(row) ?? [])) {
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
  return boxes.map((box) => cellsOf(box, sheet));
};

const runsOf = (row: number, sheet: Sheet, merges: readonly CellRange[]): Box[] => {
  const columns = [...(sheet.rows.get(row)?.keys() ?? [])].sort((a, b) => a - b);
  const runs: Box[] = [];
  for (const column of columns) {
    const merge = merges.find((range) => range.left === column);
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
  if (boxes.length > maxCompared) return boxes.length === 0 ? [] : [boxes.reduce(union)];
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
const cellsOf = (box: Box, sheet: Sheet): string[][] => {
  const rows: string[][] = [];
  const used = new Set<number>();
  const filled: { row: number; cells: Map<number, string> }[] = [];
  const repeats = sheet.merges.filter((merge) => merge.bottom > merge.top && overlaps(merge, box));
  for (let row = box.top; row <= box.bottom; row += 1) {
    const own = sheet.rows.get(row);
    const repeated = repeats.filter((merge) => merge.top < row && row <= merge.bottom);
    if (!own && repeated.length === 0) continue;
    const cells = new Map<number, string>();
    for (const [column, value] of own ?? [])
      if (column >= box.left && column <= box.right) cells.set(column, value);
    for (const merge of repeated) {
      const value = sheet.rows.get(merge.top)?.get(merge.left);
      if (value !== undefined) cells.set(merge.left, value);
    }
    for (const column of cells.keys()) used.add(column);
    if (cells.size > 0) filled.push({ row, cells });
  }
  const columns = [...used].sort((a, b) => a - b);
  for (const { cells } of filled) rows.push(columns.map((column) => cells.get(column) ?? ''));
  return rows;
};
