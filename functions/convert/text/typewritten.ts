import type { Element, ElementContent } from 'hast';
import { codeBlock, element, isElement, text, textOf } from '../hast.ts';

const marks = ['font', 'span', 'b', 'i', 'u', 'em', 'strong'] as const;

/** How word processors say code in HTML: by the face of the letters. */
export const isTypewritten = (node: Element): boolean =>
  node.tagName === 'font' &&
  /courier|consolas|monospace/i.test(String(node.properties.face ?? '')) &&
  textOf(node).trim() !== '' &&
  holdsMarksOnly(node);

const holdsMarksOnly = (node: Element): boolean =>
  node.children.every((child) => !isElement(child) || (isElement(child, ...marks) && holdsMarksOnly(child)));

export const inlineCode = (node: Element): Element => element('code', [text(spacesAsOne(textOf(node)))]);

/** A paragraph of nothing but typewritten lines is a listing. */
export const listingOf = (paragraph: Element): Element | null => {
  if (paragraph.tagName !== 'p' || !isAllCode(paragraph.children) || !holds(paragraph, 'code')) return null;
  const code = linesOf(paragraph.children)
    .replace(/ *\n ?/g, '\n')
    .trim();
  return holds(paragraph, 'br') || /[{}();=<>[\]]|^[$#>] /.test(code) ? codeBlock(code) : null;
};

const isAllCode = (nodes: readonly ElementContent[]): boolean =>
  nodes.every(
    (node) =>
      (node.type === 'text' && node.value.trim() === '') ||
      isElement(node, 'code', 'br') ||
      (isElement(node, ...marks) && isAllCode(node.children)),
  );

const holds = (parent: Element, tagName: string): boolean =>
  parent.children.some((child) => isElement(child) && (child.tagName === tagName || holds(child, tagName)));

const linesOf = (nodes: readonly ElementContent[]): string =>
  nodes
    .map((node) => {
      if (node.type === 'text') return spacesAsOne(node.value);
      if (!isElement(node)) return '';
      if (node.tagName === 'code') return textOf(node);
      return node.tagName === 'br' ? '\n' : linesOf(node.children);
    })
    .join('');

/** White space of the source, but not what is said to be kept. */
const spacesAsOne = (value: string): string => value.replace(/[ \t\r\n]+/g, ' ').replaceAll('\u00A0', ' ');
