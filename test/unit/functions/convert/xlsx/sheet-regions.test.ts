import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetRegions } from '../../../../../functions/convert/xlsx/sheet-regions.ts';
import { sheetRows } from '../../../../../functions/convert/xlsx/sheet-rows.ts';

const rowsOf = (...cells: readonly (readonly [row: number, column: number, value: string])[]) => {
  const rows = sheetRows();
  for (const cell of cells) rows.put(...cell);
  return rows.finish();
};

const tablesOf = (
  rows: ReturnType<typeof rowsOf>,
  merges: Parameters<typeof sheetRegions>[0]['merges'] = [],
) => [...sheetRegions({ rows, merges })].map((region) => [...region.rows]);

describe('sheetRegions', () => {
  it('parts tables at a blank row and at a blank column', () => {
    const rows = rowsOf([0, 0, 'a'], [0, 1, 'b'], [0, 3, 'c'], [1, 0, 'd'], [4, 0, 'e']);
    expect(tablesOf(rows)).toEqual([
      [
        ['a', 'b'],
        ['d', ''],
      ],
      [['c']],
      [['e']],
    ]);
  });

  it('repeats a merged value downwards, also into a row that has nothing of its own', () => {
    const rows = rowsOf(
      [0, 0, 'fare'],
      [0, 1, 'fee'],
      [1, 0, 'basic'],
      [1, 1, '5'],
      [2, 1, '7'],
      [4, 1, '9'],
    );
    const merges = [{ top: 1, left: 0, bottom: 4, right: 0 }];
    expect(tablesOf(rows, merges)).toEqual([
      [
        ['fare', 'fee'],
        ['basic', '5'],
        ['basic', '7'],
        ['basic', ''],
        ['basic', '9'],
      ],
    ]);
  });
});

const cellsApart = (left: readonly [number, number], right: readonly [number, number]) =>
  Math.max(Math.abs(left[0] - right[0]), Math.abs(left[1] - right[1])) > 1;

it('holds every cell in one region, and those that touch in the same', () => {
  const places = fc.uniqueArray(fc.tuple(fc.nat(12), fc.nat(12)), { selector: String, maxLength: 60 });
  fc.assert(
    fc.property(places, (unsorted) => {
      const sorted = [...unsorted].sort(([a, b], [c, d]) => a - c || b - d);
      const regions = tablesOf(
        rowsOf(...sorted.map(([row, column]) => [row, column, `${row},${column}`] as const)),
      );
      const regionOf = new Map(
        regions.flatMap((rows, index) =>
          rows.flat().flatMap((value) => (value ? [[value, index] as const] : [])),
        ),
      );
      const written = regions.flat(2).filter(Boolean);
      expect(written.sort()).toEqual(sorted.map(String).sort());
      for (const left of sorted)
        for (const right of sorted)
          expect(cellsApart(left, right) || regionOf.get(String(left)) === regionOf.get(String(right))).toBe(
            true,
          );
    }),
  );
});

describe('sheetRows', () => {
  it('puts cells in order that come out of order, and keeps the later of two in one place', () => {
    const rows = rowsOf([2, 1, 'late'], [0, 3, 'd'], [0, 0, 'a'], [2, 0, 'c'], [2, 1, 'later']);
    expect(rows).toEqual([
      { row: 0, columns: [0, 3], values: ['a', 'd'] },
      { row: 2, columns: [0, 1], values: ['c', 'later'] },
    ]);
  });

  it('keeps the columns of rows that are alike once', () => {
    const rows = rowsOf([0, 0, 'a'], [0, 1, 'b'], [1, 0, 'c'], [1, 1, 'd']);
    expect(rows[1]?.columns).toBe(rows[0]?.columns);
  });
});
