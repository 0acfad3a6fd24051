import type { Element, ElementContent } from 'hast';
import { element } from '../hast.ts';
import { elementsOf, type XmlElement } from '../text/parse-xml.ts';

const groups = new Set(['table:table-header-rows', 'table:table-rows', 'table:table-row-group']);
const maxRepeated = 200;

/** A table of OpenDocument: covered cells are left out, because the cell that covers them says its spans. */
export const readOdtTable = (
  table: XmlElement,
  readCell: (cell: XmlElement) => ElementContent[],
): Element => {
  const rows = rowsOf(table).flatMap((row) => {
    const cells = elementsOf(row, 'table:table-cell').flatMap((cell) => {
      const properties = {
        ...spanOf(cell, 'table:number-columns-spanned', 'colSpan'),
        ...spanOf(cell, 'table:number-rows-spanned', 'rowSpan'),
      };
      const content = readCell(cell);
      return Array.from({ length: repeats(cell, 'table:number-columns-repeated', content.length > 0) }, () =>
        element('td', structuredClone(content), properties),
      );
    });
    const hasContent = cells.some((cell) => cell.children.length > 0);
    return Array.from({ length: repeats(row, 'table:number-rows-repeated', hasContent) }, () =>
      element('tr', structuredClone(cells)),
    );
  });
  return element('table', rows);
};

const rowsOf = (table: XmlElement): XmlElement[] =>
  elementsOf(table).flatMap((child) =>
    child.name === 'table:table-row' ? [child] : groups.has(child.name) ? rowsOf(child) : [],
  );

const spanOf = (cell: XmlElement, attribute: string, property: string) => {
  const span = Number(cell.attributes[attribute] ?? 1);
  return span > 1 ? { [property]: span } : {};
};

/** Empty cells and rows may be repeated to the end of a sheet. */
const repeats = (node: XmlElement, attribute: string, hasContent: boolean): number =>
  Math.max(1, Math.min(hasContent ? maxRepeated : 20, Number(node.attributes[attribute] ?? 1)));
