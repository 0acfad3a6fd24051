import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { restoreBrackets, withPlainBrackets } from './plain-brackets.ts';

/**
 * Without the pass that looks for addresses in finished text once more: it makes nodes that have no offsets. What the
 * tokenizer takes for a link is one all the same.
 */
const fromGfm = gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension);

/** Parses GitHub-flavoured Markdown. Every node has offsets, in UTF-16 code units, into exactly this text. */
export const parseMarkdown = (markdown: string): Root => {
  const parsed = withPlainBrackets(markdown);
  const tree = fromMarkdown(parsed, { extensions: [gfm()], mdastExtensions: [fromGfm] });
  if (parsed !== markdown) restoreBrackets(tree);
  return tree;
};

/** The span of a node in the text that it was parsed from. Throws for a node that no text was parsed into. */
export const spanOf = (node: Nodes): { start: number; end: number } => {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) throw new Error('markdown node: no position');
  return { start, end };
};
