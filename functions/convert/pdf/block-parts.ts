import type { ElementContent, Root } from 'hast';
import { codeBlock, element, footnote, root, text } from '../hast.ts';
import { type FlatItem, nestList } from '../nest-list.ts';
import { pageMark, pageMarkBlock } from '../page-marks.ts';
import { brokenLines } from './broken-words.ts';
import { codeText } from './code-text.ts';
import type { LevelledBlock } from './heading-levels.ts';
import { inlineText, type Vocabulary } from './inline-text.ts';
import type { PageTable } from './page-table.ts';
import type { Line } from './text-lines.ts';

/** Blocks in reading order as trees and finished Markdown, with a mark where a page begins. */
export const blockParts = (blocks: readonly LevelledBlock[], vocabulary: Vocabulary): (Root | string)[] => {
  const parts: (Root | string)[] = [];
  let nodes: ElementContent[] = [];
  let items: (FlatItem & { left: number })[] = [];
  const closeList = (): void => {
    nodes.push(...nestList(items));
    items = [];
  };
  for (const block of blocks) {
    const inline = (lines: readonly Line[]): ElementContent[] => inlineText(lines, vocabulary);
    const marks = block.startsPages.map((page) => pageMark(page)).join('');
    if (block.kind === 'item') {
      items.push({
        level: levelOfItem(items, block.left),
        left: block.left,
        isOrdered: block.marker.isOrdered && block.marker.number !== undefined,
        ...(block.marker.number === undefined ? {} : { number: block.marker.number }),
        children: [...(marks ? [text(marks)] : []), ...inline(block.lines)],
      });
      continue;
    }
    closeList();
    nodes.push(...block.startsPages.map(pageMarkBlock));
    if (block.kind === 'written') {
      parts.push(root(nodes), block.markdown);
      nodes = [];
    } else if (block.kind === 'footnote')
      nodes.push(footnote(block.label, [element('p', inline(block.lines))]));
    else if (block.kind === 'heading') nodes.push(element(`h${block.level}`, inline(block.lines)));
    else if (block.kind === 'code') nodes.push(codeBlock(codeText(block.lines)));
    else if (block.kind === 'table') nodes.push(tableElement(block.table, vocabulary));
    else if (block.kind === 'paragraph') nodes.push(element('p', inline(block.lines)));
  }
  closeList();
  return [...parts, root(nodes)];
};

const sameLeft = 3;

/** An item stands as deep as the one at its left edge, or one deeper than the last that stands further left. */
const levelOfItem = (items: readonly { level: number; left: number }[], left: number): number => {
  for (const item of [...items].reverse()) {
    if (Math.abs(item.left - left) <= sameLeft) return item.level;
    if (item.left < left) return item.level + 1;
  }
  return 0;
};

const tableElement = (table: PageTable, vocabulary: Vocabulary): ElementContent => {
  const broken = brokenLines(table, vocabulary);
  return element(
    'table',
    table.rows.map((row) =>
      element(
        'tr',
        row.map(({ lines, colSpan = 1, rowSpan = 1 }) =>
          element('td', inlineText(lines, vocabulary, broken), {
            ...(colSpan > 1 ? { colSpan } : {}),
            ...(rowSpan > 1 ? { rowSpan } : {}),
          }),
        ),
      ),
    ),
  );
};
