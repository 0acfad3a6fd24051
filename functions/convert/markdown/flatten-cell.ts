import type { Element, ElementContent } from 'hast';
import { element, isElement, text, textOf } from '../hast.ts';
import { rowsOf } from './table-rows.ts';

const blockTags = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table ul'.split(
    ' ',
  ),
);

/**
 * A pipe cell is one line: blocks become lines joined by `<br>`, and inner tables keep their order. GFM has no list inside a
 * cell but that of HTML; the items of an ordered one keep their numbers as text, which answers may name.
 */
export const flattenCell = (cell: Element): ElementContent[] => {
  const lines: ElementContent[][] = [];
  collectLines(cell.children, lines, '');
  return lines
    .filter((line) => line.some((node) => isElement(node) || textOf(node).trim() !== ''))
    .flatMap((line, index) => (index === 0 || isList(line) ? line : [element('quarry-line'), ...line]));
};

/** A list begins a line of its own. */
const isList = (line: ElementContent[]): boolean =>
  line[0] !== undefined && isElement(line[0], 'quarry-cell-list');

const collectLines = (nodes: ElementContent[], lines: ElementContent[][], indent: string): void => {
  let open: ElementContent[] | null = null;
  for (const node of nodes) {
    if (isElement(node, 'br')) open = null;
    else if (isElement(node) && hasBlocks(node)) {
      open = null;
      collectBlock(node, lines, indent);
    } else {
      if (!open) {
        open = [];
        lines.push(open);
      }
      open.push(node);
    }
  }
};

const hasBlocks = (node: Element): boolean =>
  blockTags.has(node.tagName) ||
  node.children.some((child) => isElement(child) && (isElement(child, 'br') || hasBlocks(child)));

const collectBlock = (block: Element, lines: ElementContent[][], indent: string): void => {
  if (isElement(block, 'ul', 'ol')) {
    collectList(block, lines, indent);
    return;
  }
  if (isElement(block, 'pre')) {
    for (const line of textOf(block).split('\n')) {
      if (line.trim()) lines.push([element('code', [text(line.trim())])]);
    }
    return;
  }
  if (isElement(block, 'table')) {
    for (const row of rowsOf(block)) {
      lines.push(row.cells.flatMap((cell, index) => [...(index ? [text(' ')] : []), ...flattenCell(cell)]));
    }
    return;
  }
  collectLines(block.children, lines, indent);
};

const collectList = (list: Element, lines: ElementContent[][], indent: string): void => {
  const items = list.children.filter((item) => isElement(item));
  if (isElement(list, 'ul')) {
    const flat = items.map((item) => element('quarry-cell-item', flattenCell(item)));
    const filled = flat.filter((item) => item.children.length > 0);
    if (filled.length > 0) lines.push([element('quarry-cell-list', filled)]);
    return;
  }
  let number = Number(list.properties.start ?? 1);
  for (const item of items) {
    const first = lines.length;
    collectLines(item.children, lines, `${indent}  `);
    lines[first]?.unshift(text(`${indent.replaceAll(' ', '\u2003').slice(2)}${number}. `));
    number += 1;
  }
};
