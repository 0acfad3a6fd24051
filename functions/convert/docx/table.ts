import type { Element, ElementContent } from 'hast';
import { element, isElement, text, textOf } from '../hast.ts';
import { pageMarkInside } from '../page-marks.ts';
import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import type { PageBreaks } from './page-breaks.ts';

interface OpenSpan {
  cell: Element;
  rows: number;
}

/** A table with its spans said as HTML says them. Word marks a vertical span in each cell that continues it. */
export const readTable = (
  table: XmlElement,
  readCell: (cell: XmlElement) => ElementContent[],
  pages: PageBreaks | null,
): Element => {
  const openSpans = new Map<number, OpenSpan>();
  const rows = rowsOf(table).map((row) => {
    const before = Number(childOf(row, 'w:trPr', 'w:gridBefore')?.attributes['w:val'] ?? 0);
    const cells: Element[] = Array.from({ length: Math.min(before, 100) }, () => element('td'));
    let column = before;
    let marked: Element | undefined;
    const addCell = (cell: XmlElement): void => {
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
        if (!merge && textOf(made).trim() !== '') marked ??= made;
        if (merge) openSpans.set(column, { cell: made, rows: 1 });
        else openSpans.delete(column);
      }
      column += width;
    };
    const readers = cellsOf(row).map((cell) => () => addCell(cell));
    if (!pages) for (const read of readers) read();
    const start = pages?.readRow(readers) ?? null;
    if (start !== null && marked) firstLine(marked).unshift(text(pageMarkInside(start)));
    return element('tr', cells);
  });
  return element('table', rows);
};

/** Where the text of a cell begins. */
const firstLine = (parent: Element): ElementContent[] => {
  const [first] = parent.children;
  return first && isElement(first, 'p', 'ul', 'ol', 'li', 'blockquote') ? firstLine(first) : parent.children;
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
