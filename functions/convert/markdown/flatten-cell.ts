import type { Element, ElementContent } from 'hast';
import { element, isElement, text, textOf } from '../hast.ts';
import { rowsOf } from './table-rows.ts';

const blockTags = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table ul'.split(
    ' ',
  ),
);

/** A pipe cell is one line: blocks become lines joined by `<br>`, lists keep their markers, inner tables their order. */
export const flattenCell = (cell: Element): ElementContent[] => {
  const lines: ElementContent[][] = [];
  collectLines(cell.children, lines, '');
  return lines
    .filter((line) => line.some((node) => isElement(node) || textOf(node).trim() !== ''))
    .flatMap((line, index) => (index === 0 ? line : [element('quarry-line'), ...line]));
};

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
  let number = Number(list.properties.start ?? 1);
  for (const item of list.children) {
    if (!isElement(item)) continue;
    const marker = isElement(list, 'ol') ? `${number++}. ` : '- ';
    const first = lines.length;
    collectLines(item.children, lines, `${indent}  `);
    lines[first]?.unshift(text(indent.replaceAll(' ', '\u2003').slice(2) + marker));
  }
};
