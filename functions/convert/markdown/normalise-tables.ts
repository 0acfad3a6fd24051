import type { Element, ElementContent, Root } from 'hast';
import { element, isElement, textOf } from '../hast.ts';
import { countLetters } from './clean-text.ts';
import { flattenCell } from './flatten-cell.ts';
import { rowsOf, type TableRow } from './table-rows.ts';

/** A span says how many cells it covers; a hostile one may say a billion. */
const maxSpan = 1000;
const maxColumns = 2000;

export interface TableCount {
  /** Cells that hold something, as the reader gave them: also those of tables that are unwrapped. */
  cellsRead: number;
  /** The same in the rectangles, where a row span repeats its value. */
  cellsIn: number;
  /** Of values that a row span repeats. */
  repeatedLetters: number;
}

/**
 * Makes every table one that GFM can say: a rectangle of one-line cells. A row span repeats its value, so that each row
 * can be read alone; a column span leaves the rest blank; a table that only places things on a page is unwrapped.
 */
export const normaliseTables = (parent: Root | Element, count: TableCount): void => {
  const children: ElementContent[] = [];
  for (const child of parent.children as ElementContent[]) {
    if (!isElement(child)) children.push(child);
    else if (isElement(child, 'table') && isLayout(child)) {
      count.cellsRead += filledCells(child, false);
      const unwrapped = element(
        'div',
        rowsOf(child).flatMap((row) => row.cells.map((cell) => element('div', cell.children))),
      );
      normaliseTables(unwrapped, count);
      children.push(unwrapped);
    } else if (isElement(child, 'table')) {
      count.cellsRead += filledCells(child, true);
      children.push(...captionOf(child), rectangle(child, count));
    } else {
      normaliseTables(child, count);
      children.push(child);
    }
  }
  parent.children = children;
};

const filledCells = (table: Element, areNestedFlattened: boolean): number =>
  rowsOf(table)
    .flatMap((row) => row.cells)
    .filter((cell) => textOf(cell).trim() !== '')
    .reduce((sum, cell) => sum + 1 + (areNestedFlattened ? nestedCells(cell) : 0), 0);

const nestedCells = (parent: Element): number =>
  parent.children.reduce((sum, child) => {
    if (!isElement(child)) return sum;
    return sum + (isElement(child, 'table') ? filledCells(child, true) : nestedCells(child));
  }, 0);

const captionOf = (table: Element): ElementContent[] =>
  table.children
    .filter((child) => isElement(child, 'caption'))
    .map((caption) => element('p', (caption as Element).children));

const isLayout = (table: Element): boolean => {
  const role = table.properties.role;
  if (role === 'presentation' || role === 'none') return true;
  const rows = rowsOf(table);
  if (rows.some((row) => row.cells.some((cell) => cell.tagName === 'th'))) return false;
  const cells = rows.flatMap((row) => row.cells);
  if (cells.some((cell) => isRich(cell) && find(cell, (node) => /^h[1-6]$/.test(node.tagName)))) return true;
  if (cells.length === 1) return isRich(cells[0] as Element);
  const own = textOf(table).length;
  let inner = 0;
  for (const cell of cells)
    find(cell, (node) => {
      if (node.tagName !== 'table') return false;
      inner += textOf(node).length;
      return false;
    });
  return own > 0 && inner / own > 0.8;
};

const find = (parent: Element, test: (node: Element) => boolean): boolean =>
  parent.children.some((child) => isElement(child) && (test(child) || find(child, test)));

/** A frame around a list, a table, a listing or several paragraphs. */
const isRich = (cell: Element): boolean =>
  find(cell, (node) => /^(ul|ol|table|pre)$/.test(node.tagName)) ||
  cell.children.filter((child) =>
    isElement(child, 'p', 'blockquote', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'),
  ).length > 1;

const rectangle = (table: Element, count: TableCount): Element => {
  const rows = rowsOf(table);
  const grid = withoutBlankColumns(spread(rows, count));
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  const filled = grid.map((row) => {
    const cells = Array.from({ length: width }, (_, index) => row[index] ?? []);
    count.cellsIn += cells.filter((cell) => cell.length > 0).length;
    return element(
      'tr',
      cells.map((cell) => element('td', cell)),
    );
  });
  return element(
    'table',
    filled.filter((row) => row.children.some((cell) => (cell as Element).children.length > 0)),
  );
};

/** A column that only spans reach holds nothing in any row. */
const withoutBlankColumns = (grid: ElementContent[][][]): ElementContent[][][] => {
  const filled = new Set<number>();
  for (const row of grid)
    row.forEach((cell, column) => {
      if (cell.length > 0) filled.add(column);
    });
  return grid.map((row) => row.filter((_, column) => filled.has(column)));
};

const spread = (rows: TableRow[], count: TableCount): ElementContent[][][] => {
  const grid: ElementContent[][][] = rows.map(() => []);
  rows.forEach((row, rowIndex) => {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[rowIndex]?.[column] !== undefined) column += 1;
      const columns = spanOf(cell.properties.colSpan);
      const depth = Math.min(spanOf(cell.properties.rowSpan), rows.length - rowIndex);
      const content = flattenCell(cell);
      if (depth > 1) count.repeatedLetters += (depth - 1) * countLetters(textOf(cell));
      for (let down = 0; down < depth; down += 1) {
        for (let right = 0; right < columns && column + right < maxColumns; right += 1) {
          (grid[rowIndex + down] as ElementContent[][])[column + right] = right === 0 ? content : [];
        }
      }
      column += columns;
    }
  });
  return grid;
};

const spanOf = (value: unknown): number => {
  const span = Math.trunc(Number(value ?? 1));
  return Number.isFinite(span) && span > 0 ? Math.min(span, maxSpan) : 1;
};
