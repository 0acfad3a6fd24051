import type { Element } from 'hast';
import { isElement } from '../hast.ts';

export interface TableRow {
  readonly cells: Element[];
  readonly isHead: boolean;
}

/** The rows of a table itself, not those of tables inside its cells. */
export const rowsOf = (table: Element): TableRow[] => {
  const rows: TableRow[] = [];
  const collect = (parent: Element, isHead: boolean): void => {
    for (const child of parent.children) {
      if (isElement(child, 'thead', 'tbody', 'tfoot')) collect(child, child.tagName === 'thead');
      else if (isElement(child, 'tr')) {
        rows.push({
          cells: child.children.filter((cell) => isElement(cell, 'td', 'th')) as Element[],
          isHead,
        });
      }
    }
  };
  collect(table, false);
  return rows;
};
