import type { ElementContent } from 'hast';
import { codeBlock, element, isElement, text } from '../hast.ts';
import { type FlatItem, nestList } from '../nest-list.ts';
import { pageMarkBlock, pageMarkInside } from '../page-marks.ts';

/** What a paragraph or table of Word is, before its neighbours are known. */
export type Block =
  | { kind: 'item'; item: FlatItem }
  /** A paragraph of a list that has no mark of its own. */
  | { kind: 'continuation'; node: ElementContent }
  | { kind: 'code'; code: string }
  | { kind: 'quote'; nodes: ElementContent[] }
  | { kind: 'other'; node: ElementContent }
  | { kind: 'page'; page: number }
  | { kind: 'blank' };

/** Neighbours that say one thing become one: items a list, lines of code a block, paragraphs of a quotation a quote. */
export const gather = (blocks: Block[]): ElementContent[] => {
  const nodes: ElementContent[] = [];
  for (let index = 0; index < blocks.length; ) {
    const block = blocks[index] as Block;
    const run = takeRun(blocks, index, block.kind);
    index += run.length;
    if (block.kind === 'other' || block.kind === 'continuation')
      nodes.push(...run.flatMap((each) => ('node' in each ? [each.node] : [])));
    else if (block.kind === 'page') nodes.push(pageMarkBlock(block.page));
    else if (block.kind === 'item') nodes.push(...nestList(itemsOf(run)));
    else if (block.kind === 'code') {
      nodes.push(
        codeBlock(
          run
            .map((each) =>
              each.kind === 'code'
                ? `\n${each.code}`
                : each.kind === 'page'
                  ? pageMarkInside(each.page)
                  : '\n',
            )
            .join('')
            .slice(1)
            .trimEnd(),
        ),
      );
    } else if (block.kind === 'quote') {
      nodes.push(
        element(
          'blockquote',
          run.flatMap((each) =>
            each.kind === 'quote'
              ? [element('p', each.nodes)]
              : each.kind === 'page'
                ? [pageMarkBlock(each.page)]
                : [],
          ),
        ),
      );
    }
  }
  return nodes;
};

/** The items of a run, each with the paragraphs that go on with it. */
const itemsOf = (run: Block[]): FlatItem[] => {
  const items: FlatItem[] = [];
  for (const block of run) {
    if (block.kind === 'item') items.push(block.item);
    else if (block.kind === 'continuation') items.at(-1)?.children.push(block.node);
    else if (block.kind === 'page')
      lastLine(items.at(-1)?.children ?? []).push(text(pageMarkInside(block.page)));
  }
  return items;
};

const holdsPages = new Set<Block['kind']>(['item', 'code', 'quote']);

/** Where the text of an item goes on: in its last paragraph, or beside its words. */
const lastLine = (children: ElementContent[]): ElementContent[] => {
  const last = children.at(-1);
  return last && isElement(last, 'p') ? last.children : children;
};

/** A blank line or the start of a page inside a list or a listing belongs to it. */
const takeRun = (blocks: Block[], from: number, kind: Block['kind']): Block[] => {
  let end = from + 1;
  let last = end;
  while (end < blocks.length) {
    const next = blocks[end]?.kind;
    if (next === kind || (kind === 'item' && next === 'continuation')) last = end + 1;
    else if (next === 'page' ? !holdsPages.has(kind) : next !== 'blank' || kind === 'other') break;
    end += 1;
  }
  return blocks.slice(from, last);
};
