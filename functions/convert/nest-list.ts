import type { Element, ElementContent } from 'hast';
import { element } from './hast.ts';

export interface FlatItem {
  readonly level: number;
  readonly isOrdered: boolean;
  readonly number?: number;
  readonly children: ElementContent[];
}

interface OpenList {
  readonly level: number;
  readonly isOrdered: boolean;
  readonly list: Element;
  number?: number;
}

const continues = (open: OpenList, item: FlatItem): boolean =>
  open.isOrdered === item.isOrdered &&
  (!item.isOrdered ||
    item.number === undefined ||
    open.number === undefined ||
    item.number === open.number + 1);

/** Makes nested lists of items that only know how deep they stand, as word processors and slides keep them. */
export const nestList = (items: readonly FlatItem[]): Element[] => {
  const tops: Element[] = [];
  const open: OpenList[] = [];
  for (const item of items) {
    while ((open.at(-1)?.level ?? -1) > item.level) open.pop();
    const current = open.at(-1);
    if (current && current.level === item.level && !continues(current, item)) open.pop();
    if (open.at(-1)?.level !== item.level) {
      const list = element(item.isOrdered ? 'ol' : 'ul', [], startOf(item));
      const host = open.at(-1)?.list.children.at(-1);
      if (host?.type === 'element') host.children.push(list);
      else tops.push(list);
      open.push({ level: item.level, isOrdered: item.isOrdered, list });
    }
    const list = open.at(-1) as OpenList;
    list.list.children.push(element('li', [...item.children]));
    if (item.number !== undefined) list.number = item.number;
  }
  return tops;
};

const startOf = (item: FlatItem) =>
  item.isOrdered && item.number !== undefined && item.number !== 1 ? { start: item.number } : {};
