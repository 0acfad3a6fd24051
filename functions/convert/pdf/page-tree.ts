import type { LayoutBlock, ParsedPage } from '@llamaindex/liteparse-wasm';
import type { ElementContent } from 'hast';
import { element, text } from '../hast.ts';
import { blockTree } from './block-tree.ts';
import { openTables } from './open-tables.ts';
import { isInside, linesOf, middleOf, type Region, textOfLine } from './page-geometry.ts';
import { type PageTable, ruledTables } from './ruled-tables.ts';

/** A page's blocks in reading order, where a table that is drawn stands in place of what the engine made of it. */
export const pageTree = (page: ParsedPage): ElementContent[] => {
  const tables = outermost([...ruledTables(page), ...openTables(page)]);
  const nodes: ElementContent[] = [];
  let between: LayoutBlock[] = [];
  const placed = new Set<PageTable>();
  for (const block of page.blocks ?? []) {
    const { touched, rest } = partOf(block, page, tables);
    if (touched.length === 0) {
      between.push(block);
      continue;
    }
    nodes.push(...blockTree(between));
    between = [];
    const left = linesOf(rest).map(textOfLine).join(' ');
    const isAbove =
      rest.length > 0 && Math.min(...rest.map((item) => item.y)) < (touched[0] as PageTable).region.top;
    if (left && isAbove) nodes.push(element('p', [text(left)]));
    for (const table of touched) {
      if (!placed.has(table)) nodes.push(table.table);
      placed.add(table);
    }
    if (left && !isAbove) nodes.push(element('p', [text(left)]));
  }
  return [...nodes, ...blockTree(between)];
};

/** The tables that a block's text lies in, and the text of the block that lies in none. */
const partOf = (block: LayoutBlock, page: ParsedPage, tables: readonly PageTable[]) => {
  const { bbox } = block;
  if (!bbox || tables.length === 0) return { touched: [], rest: [] };
  const bounds = { left: bbox.x, top: bbox.y, right: bbox.x + bbox.width, bottom: bbox.y + bbox.height };
  const items = page.textItems.filter((item) => isInside(bounds, ...middleOf(item)));
  const within = (region: Region) => items.some((item) => isInside(region, ...middleOf(item), 0));
  const touched = tables.filter(({ region }) => within(region));
  const rest = items.filter((item) => !tables.some(({ region }) => isInside(region, ...middleOf(item), 0)));
  return { touched, rest };
};

/** A table inside a cell is part of the cell. */
const outermost = (tables: readonly PageTable[]): PageTable[] =>
  tables
    .filter((inner) => !tables.some((outer) => outer !== inner && contains(outer.region, inner.region)))
    .sort((a, b) => a.region.top - b.region.top);

const contains = (outer: Region, inner: Region): boolean =>
  isInside(outer, inner.left, inner.top, 2) &&
  isInside(outer, inner.right, inner.bottom, 2) &&
  outer.right - outer.left + outer.bottom - outer.top > inner.right - inner.left + inner.bottom - inner.top;
