import type { Element, ElementContent, Root } from 'hast';
import { isElement } from '../hast.ts';

/**
 * Puts lists where they are read: a list that stands between the items of another, or alone in one of them, belongs to the
 * item before it. Word processors and hand-written HTML leave both behind.
 */
export const mendLists = (parent: Root | Element): void => {
  const children: ElementContent[] = [];
  for (const child of parent.children as ElementContent[]) {
    if (isElement(child)) mendLists(child);
    const last = children.at(-1);
    const before = isList(last) ? last : undefined;
    if (isList(child)) mendItems(child, before);
    if (isList(child) && before && continues(child, before)) before.children.push(...child.children);
    else if (!isList(child) || child.children.some(isItem)) children.push(child);
  }
  parent.children = children;
};

const isList = (node: { type: string } | undefined): node is Element =>
  node !== undefined && isElement(node, 'ul', 'ol');

/** `before` is the list that ends where this one begins. */
const mendItems = (list: Element, before: Element | undefined): void => {
  const items: ElementContent[] = [];
  for (const child of list.children) {
    const inner = isList(child) ? child : soleList(child);
    const host = items.findLast(isItem) ?? (inner ? before?.children.findLast(isItem) : undefined);
    if (!inner) items.push(child);
    else if (host) append(host, inner);
    else items.push(...inner.children);
  }
  list.children = items;
};

const append = (host: Element, list: Element): void => {
  const last = host.children.findLast((child) => isElement(child));
  if (isElement(list, 'ul') && last && isElement(last, 'ul')) last.children.push(...list.children);
  else host.children.push(list);
};

/** Whether the numbers of a list go on where those of the list before it ended. */
const continues = (list: Element, before: Element): boolean =>
  isElement(list, 'ol') &&
  isElement(before, 'ol') &&
  list.properties.start === startOf(before) + before.children.filter(isItem).length;

const startOf = (list: Element): number => Number(list.properties.start ?? 1);

const isItem = (node: ElementContent): node is Element => isElement(node, 'li');

/** The list of an item that holds nothing else. */
const soleList = (item: ElementContent): Element | undefined => {
  if (!isItem(item)) return undefined;
  const content = item.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  return content.length === 1 && isList(content[0]) ? content[0] : undefined;
};
