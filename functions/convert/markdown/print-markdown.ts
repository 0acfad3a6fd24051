import type { Nodes, Root } from 'mdast';
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Handle, type Options, toMarkdown } from 'mdast-util-to-markdown';

const print = (handle: Handle): Handle => handle;

/** Between letters an underscore never opens emphasis (CommonMark 0.31, 6.2), so it needs no backslash. */
const text: Handle = (node, parent, state, info) =>
  defaultHandlers.text(node, parent, state, info).replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');

const options: Options = {
  bullet: '-',
  bulletOther: '*',
  rule: '-',
  emphasis: '*',
  fences: true,
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmStrikethroughToMarkdown(),
    gfmFootnoteToMarkdown(),
    gfmTaskListItemToMarkdown(),
  ],
  handlers: {
    text,
    inlineMath: print((node) => `$${node.value}$`),
    math: print((node) => `$$\n${node.value}\n$$`),
  } as NonNullable<Options['handlers']>,
};

/** Plain addresses stay as they are written: GFM links them by itself. */
export const printMarkdown = (tree: Root): string => toMarkdown(tree as Nodes, options);
