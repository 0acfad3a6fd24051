import type { Element, ElementContent, Root } from 'hast';
import { isElement } from '../hast.ts';

/**
 * Puts lists where they are read: a list that stands between the items of another, or alone in one of them, belongs to the
 * item before it. Word processors and hand-written HTML leave both behind.
 */
export const mendLists = (parent: Root | Element): void => {
  const children: ElementContent[] = [];
  let before: Element | undefined;
  for (const child of parent.children as ElementContent[]) {
    if (isList(child)) {
      mendItems(child, before);
      if (before && continues(child, before)) before.children.push(...child.children);
      else if (child.children.some(isItem)) {
        children.push(child);
        before = child;
      }
    } else {
      children.push(child);
      if (!isBlank(child)) before = undefined;
    }
  }
  parent.children = children;
  for (const child of children) if (isElement(child)) mendLists(child);
};

const isList = (node: { type: string } | undefined): node is Element =>
  node !== undefined && isElement(node, 'ul', 'ol');

const isBlank = (node: ElementContent): boolean => node.type === 'text' && node.value.trim() === '';

/** `before` is the list that ends where this one begins. */
const mendItems = (list: Element, before: Element | undefined): void => {
  const items: ElementContent[] = [];
  const last = before?.children.findLast(isItem);
  for (const child of list.children) {
    const inner = isList(child) ? child : soleList(child);
    const host = items.findLast(isItem) ?? (inner ? last : undefined);
    if (!inner) items.push(child);
    else if (host) append(host, inner);
    else items.push(...outermostItems(inner));
  }
  list.children = items;
};

const append = (host: Element, list: Element): void => {
  const last = host.children.findLast((child) => !isBlank(child));
  const before = isList(last) ? last : undefined;
  mendItems(list, before);
  if (before && isElement(list, 'ul') && isElement(before, 'ul')) before.children.push(...list.children);
  else if (list.children.some(isItem)) host.children.push(list);
};

/** What a list holds when nothing stands before it that it could belong to. */
const outermostItems = (list: Element): ElementContent[] => {
  mendItems(list, undefined);
  return list.children;
};

/** Whether the numbers of a list go on where those of the list before it ended. */
const continues = (list: Element, before: Element): boolean =>
  isElement(list, 'ol') &&
  isElement(before, 'ol') &&
  startOf(list) === startOf(before) + before.children.filter(isItem).length;

const startOf = (list: Element): number => Number(list.properties.start ?? 1);

const isItem = (node: ElementContent): node is Element => isElement(node, 'li');

/** The list of an item that holds nothing else. */
const soleList = (item: ElementContent): Element | undefined => {
  if (!isItem(item)) return undefined;
  const content = item.children.filter((child) => !isBlank(child));
  return content.length === 1 && isList(content[0]) ? content[0] : undefined;
};
