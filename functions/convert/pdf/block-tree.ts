import type { LayoutBlock, LayoutCell } from '@llamaindex/liteparse-wasm';
import type { ElementContent } from 'hast';
import { codeBlock, element, text } from '../hast.ts';
import { type FlatItem, nestList } from '../nest-list.ts';

/** The blocks of a page as the pipeline's tree. */
export const blockTree = (blocks: readonly LayoutBlock[]): ElementContent[] => {
  const nodes: ElementContent[] = [];
  let items: FlatItem[] = [];
  const closeList = (): void => {
    nodes.push(...nestList(items));
    items = [];
  };
  for (const block of blocks) {
    if (block.kind === 'list_item') {
      items.push(itemOf(block));
      continue;
    }
    closeList();
    const node = nodeOf(block);
    if (node) nodes.push(node);
  }
  closeList();
  return nodes;
};

const itemOf = (block: LayoutBlock): FlatItem => {
  const number = Number.parseInt(block.marker ?? '', 10);
  return {
    level: block.level ?? 0,
    isOrdered: block.ordered ?? false,
    ...(Number.isNaN(number) ? {} : { number }),
    children: inline(block.text ?? ''),
  };
};

const nodeOf = (block: LayoutBlock): ElementContent | null => {
  switch (block.kind) {
    case 'heading':
      return element(`h${Math.min(6, Math.max(1, block.level ?? 1))}`, inline(block.text ?? ''));
    case 'paragraph':
      return element('p', inline(block.text ?? ''));
    case 'code':
      return codeBlock((block.lines ?? []).join('\n'), block.lang);
    case 'grid_fallback':
      return codeBlock((block.lines ?? []).join('\n'));
    case 'table':
      return element('table', [...(block.header ? [block.header] : []), ...(block.rows ?? [])].map(rowOf));
    default:
      return null;
  }
};

const rowOf = (cells: LayoutCell[]): ElementContent =>
  element(
    'tr',
    cells.map((cell) => element('td', inline(cell.text))),
  );

/** The engine writes links into its text as Markdown does, and escapes the rest. */
const link = /\[((?:[^\]\\]|\\.)+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)/g;

const inline = (value: string): ElementContent[] => {
  const nodes: ElementContent[] = [];
  let from = 0;
  for (const match of value.matchAll(link)) {
    nodes.push(text(unescaped(value.slice(from, match.index))));
    nodes.push(element('a', [text(unescaped(match[1] ?? ''))], { href: match[2] ?? '' }));
    from = match.index + match[0].length;
  }
  nodes.push(text(unescaped(value.slice(from))));
  return nodes;
};

const unescaped = (value: string): string => value.replace(/\\([\\`*_{}[\]()#+\-.!|<>~$&])/g, '$1');
