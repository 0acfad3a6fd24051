import type { Nodes, Root } from 'mdast';
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Handle, type Options, toMarkdown } from 'mdast-util-to-markdown';

const print = (handle: Handle): Handle => handle;

/** What may need an escape wherever it stands; anything else does at the most where a line begins. */
const marks = /[\t\r\n!#&*<[\\\]_`{|}~]|^\(| $/;
const beginsBlock = /^(?:[\t #*+\-<=>[_`|:~]|\d+[.)])/;

/**
 * Most texts need no escape and are spared the printer's search for one, which tries some forty patterns. Between
 * letters an underscore never opens emphasis (CommonMark 0.31, 6.2), so it needs no backslash.
 */
const text: Handle = (node, parent, state, info) => {
  const value: string = node.value;
  const isSafeStart = !/[\r\n]$/.test(info.before) || !beginsBlock.test(value);
  if (isSafeStart && !marks.test(value)) return value;
  return defaultHandlers
    .text(node, parent, state, info)
    .replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');
};

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
    math: print((node, parent) =>
      (parent?.children.length ?? 1) > 1 && parent?.type === 'paragraph'
        ? `$$${node.value}$$`
        : `$$\n${node.value}\n$$`,
    ),
  } as NonNullable<Options['handlers']>,
};

/** Plain addresses stay as they are written: GFM links them by itself. */
export const printMarkdown = (tree: Root): string => toMarkdown(tree as Nodes, options);
