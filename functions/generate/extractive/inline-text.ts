import type { Nodes, PhrasingContent } from 'mdast';
import { spanOf } from '#shared/markdown/parse-markdown.ts';

/** Text without Markdown, of which every character remembers where it stands in the markdown. */
export interface InlineText {
  readonly text: string;
  /** For each character, the offset in the markdown where its source starts, markup that opens with it included. */
  readonly starts: readonly number[];
  /** For each character, the offset where its source ends, markup that closes with it included. */
  readonly ends: readonly number[];
}

/** Reads inline nodes as text. Images, footnote marks and HTML tags leave nothing; a line break, and what begins an item of a list in a cell, becomes `\n`. */
export const inlineText = (nodes: readonly Nodes[]): InlineText => {
  const out = { text: '', starts: [] as number[], ends: [] as number[] };
  for (const node of nodes) append(node as PhrasingContent, out);
  return out;
};

interface Growing {
  text: string;
  starts: number[];
  ends: number[];
}

const append = (node: PhrasingContent, out: Growing): void => {
  const { start, end } = spanOf(node);
  if (node.type === 'text' || node.type === 'inlineCode') {
    const value = node.type === 'text' ? node.value : node.value.trim();
    const isVerbatim = value.length === end - start;
    for (let index = 0; index < value.length; index += 1) {
      out.starts.push(isVerbatim ? start + index : start);
      out.ends.push(isVerbatim ? start + index + 1 : end);
    }
    out.text += value;
  } else if (node.type === 'break' || (node.type === 'html' && /^<(?:br|li)\b/i.test(node.value))) {
    out.text += '\n';
    out.starts.push(start);
    out.ends.push(end);
  } else if ('children' in node) {
    const first = out.starts.length;
    for (const child of node.children) append(child, out);
    if (out.starts.length > first) {
      out.starts[first] = start;
      out.ends[out.ends.length - 1] = end;
    }
  }
};

/** One line without the marks of footnotes and citations. */
export const tidy = (text: string): string =>
  text
    .replace(/\[\d+\]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])(?=\s|$)/g, '$1')
    .trim();
