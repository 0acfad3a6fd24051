import type { Element, ElementContent } from 'hast';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parseHtml } from '../../functions/convert/text/html-tree.ts';

/** What a Markdown document holds, as the measures of conversion see it. */
export interface Outline {
  readonly words: string[];
  readonly headings: { readonly level: number; readonly words: string[] }[];
  /** Rows of cells, each as its words; a cell that spans columns stands in each of them. */
  readonly tables: string[][][];
  readonly items: string[];
  readonly code: string[];
}

export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00AD\u200B]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const maxSpan = 50;
const itemWords = 8;

/** Markdown is read through the HTML that it makes, so that a table written in HTML counts like one of pipes. */
export const outlineMarkdown = (markdown: string): Outline => {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
  const html = micromark(body, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const tree = parseHtml(html);
  const outline: Outline = {
    words: wordsOf(spacedText(tree.children)),
    headings: [],
    tables: [],
    items: [],
    code: [],
  };
  collect(tree.children as ElementContent[], outline);
  return outline;
};

const collect = (nodes: readonly ElementContent[], outline: Outline): void => {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    const words = () => wordsOf(spacedText(node.children));
    if (/^h[1-6]$/.test(node.tagName)) {
      if (node.properties.id !== 'footnote-label' && words().length > 0) {
        outline.headings.push({ level: Number(node.tagName.slice(1)), words: words() });
      }
    } else if (node.tagName === 'table') outline.tables.push(gridOf(node));
    else if (node.tagName === 'li') {
      const own = node.children.filter((child) => child.type !== 'element' || !/^[ou]l$/.test(child.tagName));
      outline.items.push(wordsOf(spacedText(own)).slice(0, itemWords).join(' '));
    } else if (node.tagName === 'pre') outline.code.push(...words());
    collect(node.children, outline);
  }
};

const gridOf = (table: Element): string[][] =>
  elementsBelow(table, 'tr').map((row) =>
    row.children.flatMap((cell) => {
      if (cell.type !== 'element' || !/^t[dh]$/.test(cell.tagName)) return [];
      const span = Math.min(maxSpan, Number(cell.properties.colSpan ?? 1) || 1);
      return Array.from({ length: span }, () => wordsOf(spacedText(cell.children)).join(' '));
    }),
  );

const elementsBelow = (parent: Element, tagName: string): Element[] =>
  parent.children.flatMap((child) =>
    child.type !== 'element'
      ? []
      : [...(child.tagName === tagName ? [child] : []), ...elementsBelow(child, tagName)],
  );

const blocks = /^(p|div|li|td|th|h[1-6]|pre|tr|br)$/;

const spacedText = (nodes: readonly { type: string }[]): string =>
  (nodes as ElementContent[])
    .map((node) => {
      if (node.type === 'text') return node.value;
      if (node.type !== 'element') return '';
      return spacedText(node.children) + (blocks.test(node.tagName) ? ' ' : '');
    })
    .join('');
