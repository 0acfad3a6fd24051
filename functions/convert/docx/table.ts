import type { Element, ElementContent } from 'hast';
import { element } from '../hast.ts';
import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';

interface OpenSpan {
  cell: Element;
  rows: number;
}

/** A table with its spans said as HTML says them. Word marks a vertical span in each cell that continues it. */
export const readTable = (table: XmlElement, readCell: (cell: XmlElement) => ElementContent[]): Element => {
  const openSpans = new Map<number, OpenSpan>();
  const rows = rowsOf(table).map((row) => {
    const before = Number(childOf(row, 'w:trPr', 'w:gridBefore')?.attributes['w:val'] ?? 0);
    const cells: Element[] = Array.from({ length: Math.min(before, 100) }, () => element('td'));
    let column = before;
    for (const cell of cellsOf(row)) {
      const properties = childOf(cell, 'w:tcPr');
      const width = Math.max(1, Number(childOf(properties, 'w:gridSpan')?.attributes['w:val'] ?? 1));
      const merge = childOf(properties, 'w:vMerge');
      const continues = merge !== undefined && merge.attributes['w:val'] !== 'restart';
      const span = openSpans.get(column);
      if (continues && span) {
        span.rows += 1;
        span.cell.properties.rowSpan = span.rows;
      } else {
        const made = element('td', readCell(cell), width > 1 ? { colSpan: width } : {});
        cells.push(made);
        if (merge) openSpans.set(column, { cell: made, rows: 1 });
        else openSpans.delete(column);
      }
      column += width;
    }
    return element('tr', cells);
  });
  return element('table', rows);
};

const rowsOf = (table: XmlElement): XmlElement[] =>
  elementsOf(table).flatMap((child) =>
    child.name === 'w:tr'
      ? [child]
      : /^w:(sdt|sdtContent|ins|customXml)$/.test(child.name)
        ? rowsOf(child)
        : [],
  );

const cellsOf = (row: XmlElement): XmlElement[] =>
  elementsOf(row).flatMap((child) =>
    child.name === 'w:tc'
      ? [child]
      : /^w:(sdt|sdtContent|ins|customXml)$/.test(child.name)
        ? cellsOf(child)
        : [],
  );
