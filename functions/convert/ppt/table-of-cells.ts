import type { Element, ElementContent } from 'hast';
import { element } from '../hast.ts';
import type { PptCell } from './slide-shapes.ts';

const maxCells = 10_000;

/** The rows and columns of a table by the edges of its cells: one that reaches over the edge of others spans them. */
export const tableOfCells = (
  cells: readonly PptCell[],
  contentOf: (cell: PptCell) => ElementContent[],
): Element => {
  const taken = cells.slice(0, maxCells);
  const tops = edges(taken.map(({ top }) => top));
  const lefts = edges(taken.map(({ left }) => left));
  const rows = tops.map(() => element('tr'));
  for (const cell of [...taken].sort((a, b) => a.left - b.left)) {
    rows[tops.indexOf(cell.top)]?.children.push(
      element('td', contentOf(cell), {
        colSpan: between(lefts, cell.left, cell.right),
        rowSpan: between(tops, cell.top, cell.bottom),
      }),
    );
  }
  return element('table', rows);
};

const edges = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

const between = (sorted: readonly number[], from: number, to: number): number =>
  Math.max(1, sorted.filter((edge) => edge >= from && edge < to).length);
