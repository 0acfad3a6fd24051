import type { Element, ElementContent } from 'hast';
import { isElement, textOf, walkElements } from '../hast.ts';

/** Beyond this a block says something of its own; it also bounds what one look costs. */
const maxNodes = 200;
const maxWords = 60;

/**
 * Whether a block only leads to the pages before, after and above, as the strips of manuals do. The links say so by their
 * relation (HTML, 4.6.6), or by the keys that DocBook and Texinfo give them.
 */
export const turnsPages = (node: Element): boolean => {
  if (!isElement(node, 'div', 'p', 'table')) return false;
  let nodes = 0;
  let letters = 0;
  let links = 0;
  const isStrip = (children: readonly ElementContent[]): boolean =>
    children.every((child) => {
      nodes += 1;
      if (nodes > maxNodes) return false;
      if (child.type === 'text') letters += child.value.trim().length;
      if (letters > maxWords) return false;
      if (!isElement(child)) return true;
      if (isElement(child, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'ul', 'ol', 'dl')) return false;
      if (!isElement(child, 'a')) return isStrip(child.children);
      links += 1;
      return turnsPage(child);
    });
  return isStrip(node.children) && links > 0;
};

const turnsPage = ({ properties }: Element): boolean => {
  return (
    /\b(next|prev|previous|up|start|home|index|contents)\b/i.test(String(properties.rel ?? '')) ||
    /^[cihnptu]$/.test(String(properties.accessKey ?? ''))
  );
};

const contentsNames = /^(toc|contents|sec_contents|table-?of-?contents)$/i;

/** Whether a block lists the headings of the page, each as a link. */
export const listsContents = (node: Element): boolean => {
  const names = [node.properties.id ?? '', node.properties.className ?? []].flat().map(String);
  if (node.properties.role !== 'doc-toc' && !names.some((name) => contentsNames.test(name))) return false;
  let links = 0;
  let linked = 0;
  walkElements(node, (child) => {
    if (child.tagName !== 'a' || !String(child.properties.href ?? '').includes('#')) return;
    links += 1;
    linked += textOf(child).trim().length;
  });
  return links > 1 && linked * 2 > textOf(node).replace(/\s+/g, ' ').length;
};
