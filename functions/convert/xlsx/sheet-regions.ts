import type { CellRange, Sheet } from './read-sheet.ts';
import { regionOf, type SheetRegion } from './region-rows.ts';

/**
 * A sheet may hold several tables: cells that touch, also at a corner or through a merged cell, are one, and a blank row
 * or column parts them. Regions come from the top down, then from the left, each made when it is asked for.
 */
export function* sheetRegions(sheet: Sheet): Generator<SheetRegion> {
  const mergedAt = mergesByRow(sheet.merges);
  let boxes: CellRange[] = [];
  let open: CellRange[] = [];
  for (const { row, columns } of sheet.rows) {
    boxes.push(...open.filter((box) => box.bottom < row - 1));
    const runs = runsOf(row, columns, mergedAt.get(row) ?? []);
    open = joinRuns(
      runs,
      open.filter((box) => box.bottom >= row - 1),
    );
  }
  boxes.push(...open);
  boxes = mergeOverlapping(boxes);
  boxes.sort((a, b) => a.top - b.top || a.left - b.left);
  for (const box of boxes) yield regionOf(box, sheet.rows, mergedAt);
}

const mergesByRow = (merges: readonly CellRange[]): Map<number, CellRange[]> => {
  const byRow = new Map<number, CellRange[]>();
  for (const merge of merges) {
    const sameRow = byRow.get(merge.top);
    if (sameRow) sameRow.push(merge);
    else byRow.set(merge.top, [merge]);
  }
  return byRow;
};

const runsOf = (row: number, columns: readonly number[], merges: readonly CellRange[]): CellRange[] => {
  const mergeAt = new Map(merges.map((range) => [range.left, range]));
  const runs: CellRange[] = [];
  for (const column of columns) {
    const merge = mergeAt.get(column);
    const cell = { top: row, left: column, bottom: merge?.bottom ?? row, right: merge?.right ?? column };
    const last = runs.at(-1);
    if (last && column <= last.right + 1) runs[runs.length - 1] = union(last, cell);
    else runs.push(cell);
  }
  return runs;
};

/**
 * The boxes that are open after a row: each run of its cells with the boxes above that it touches, and those that none
 * touched. All come and go sorted by their left side, so that a row of many runs is gone through once.
 */
const joinRuns = (runs: readonly CellRange[], open: readonly CellRange[]): CellRange[] => {
  const joined: CellRange[] = [];
  const taken = new Set<CellRange>();
  let first = 0;
  for (const run of runs) {
    let box = run;
    const before = joined.at(-1);
    if (before && before.right >= run.left - 1) box = union(box, joined.pop() as CellRange);
    while ((open[first]?.right ?? Number.POSITIVE_INFINITY) < run.left - 1) first += 1;
    for (let at = first; (open[at]?.left ?? Number.POSITIVE_INFINITY) <= run.right + 1; at += 1) {
      const above = open[at] as CellRange;
      if (taken.has(above) || above.right < run.left - 1) continue;
      taken.add(above);
      box = union(box, above);
    }
    joined.push(box);
  }
  return [...open.filter((box) => !taken.has(box)), ...joined].sort((a, b) => a.left - b.left);
};

const overlaps = (a: CellRange, b: CellRange): boolean =>
  a.bottom >= b.top && b.bottom >= a.top && a.right >= b.left && b.right >= a.left;

const union = (a: CellRange, b: CellRange): CellRange => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
});

const maxCompared = 2000;

const mergeOverlapping = (boxes: CellRange[]): CellRange[] => {
  if (boxes.length > maxCompared) return boxes;
  const merged: CellRange[] = [];
  for (let box of boxes) {
    for (let index = merged.findIndex((each) => overlaps(each, box)); index >= 0; ) {
      box = union(box, merged.splice(index, 1)[0] as CellRange);
      index = merged.findIndex((each) => overlaps(each, box));
    }
    merged.push(box);
  }
  return merged;
};
