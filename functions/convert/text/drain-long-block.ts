import type { Element, ElementContent } from 'hast';
import { element, isElement, walkElements } from '../hast.ts';

/** Fewer rows or items than this are waited for. */
const minChildren = 500;

/**
 * Takes what is complete out of a table or list that is still open, so that one of any length never stands in memory as a
 * whole. The first row of a table stays with it, and so stands above each part; a numbered list counts on. `open` are the
 * elements that are open inside the block, outermost first. A row span that reaches past the end of a part ends there.
 */
export const drainLongBlock = (block: Element, open: readonly Element[]): Element | null => {
  if (isElement(block, 'ul', 'ol')) return drainList(block, open[0]);
  return isElement(block, 'table') ? drainTable(block, open) : null;
};

const drainList = (list: Element, next: Element | undefined): Element | null => {
  const items = list.children.filter((child) => child !== next);
  const count = items.filter((item) => isElement(item, 'li')).length;
  if (count < minChildren) return null;
  const part = element(list.tagName, items, list.properties);
  const start = Number.parseInt(String(list.properties.start ?? 1), 10) || 1;
  list.properties = { ...list.properties, start: start + count };
  list.children = next ? [next] : [];
  return part;
};

const drainTable = (table: Element, open: readonly Element[]): Element | null => {
  const [group, row] = isElement(open[0] ?? { type: 'none' }, 'thead', 'tbody', 'tfoot')
    ? [open[0], open[1]]
    : [undefined, open[0]];
  const isComplete = (child: ElementContent): boolean => child !== group && child !== row;
  const rows = [...table.children, ...(group?.children ?? [])].filter(isComplete);
  if (rows.length < minChildren) return null;
  const part = element('table', rows, table.properties);
  const head = firstRow(part);
  const unfinished = row ? [row] : [];
  if (group) group.children = unfinished;
  table.children = [...(head ? [structuredClone(head)] : []), ...(group ? [group] : unfinished)];
  return part;
};

const firstRow = (table: Element): Element | undefined => {
  const rows: Element[] = [];
  walkElements(table, (node) => {
    if (node.tagName === 'tr') rows.push(node);
  });
  return rows[0];
};
