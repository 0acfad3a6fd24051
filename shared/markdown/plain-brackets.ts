import type { Nodes } from 'mdast';

/** Links in one paragraph, twice: the parser takes the square of this for each. */
const mostBrackets = 1000;
/** Noncharacters of Unicode, which no text holds, stand for brackets while the parser looks. */
const standIns: Readonly<Record<string, string>> = { '[': '\uFDD0', ']': '\uFDD1' };

/** Ends the text of a paragraph whatever stands before it: a blank line, a heading, an item or a footnote. */
const beginsAnew = /\n(?=[ \t>]*(?:\n|#{1,6} |[-*+] |\[\^))/;

/**
 * The parser looks back from every bracket over all that stand before it in its paragraph: 50 KB of `[a](` took 16 s. So
 * in a text of lines with more brackets than any author writes they are no links. The length of the text stays the same.
 */
export const withPlainBrackets = (markdown: string): string => {
  if (!hasTooMany(markdown)) return markdown;
  return markdown
    .split(beginsAnew)
    .map((text) =>
      hasTooMany(text) ? text.replace(/\\[\s\S]|[[\]]/g, (mark) => standIns[mark] ?? mark) : text,
    )
    .join('\n');
};

const hasTooMany = (text: string): boolean => {
  let brackets = 0;
  for (const _bracket of text.matchAll(/[[\]]/g)) if (++brackets > mostBrackets) return true;
  return false;
};

/** Gives the values of a tree the brackets that they were parsed without. */
export const restoreBrackets = (node: Nodes): void => {
  if ('value' in node) node.value = restored(node.value);
  if ('url' in node) node.url = restored(node.url);
  if ('children' in node) for (const child of node.children) restoreBrackets(child);
};

const restored = (text: string): string => text.replaceAll('\uFDD0', '[').replaceAll('\uFDD1', ']');
