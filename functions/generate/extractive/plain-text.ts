import type { List, ListItem, Nodes, RootContent } from 'mdast';
import { inlineText, tidy } from './inline-text.ts';
import { tableSentences } from './table-text.ts';

/** The text of a node on one line, without Markdown. */
export const plainText = (node: Nodes): string =>
  'children' in node && node.type !== 'list' && node.type !== 'table'
    ? tidy(inlineText(node.children).text)
    : '';

/**
 * Renders blocks as an answer that reads well without Markdown: paragraphs, numbered steps on lines of their own, short
 * bullets as one sentence, tables as sentences. Undefined when something among the blocks cannot be said in words.
 */
export const renderAnswer = (blocks: readonly RootContent[]): string | undefined => {
  const parts: string[] = [];
  for (const block of blocks) {
    const text = renderBlock(block);
    if (text === undefined) return undefined;
    const previous = parts.at(-1);
    if (text === '') continue;
    if (block.type === 'list' && block.ordered !== true && previous?.endsWith(':') === true) {
      parts[parts.length - 1] = `${previous} ${text}`;
    } else parts.push(text);
  }
  return parts.join('\n') || undefined;
};

const renderBlock = (block: RootContent): string | undefined => {
  if (block.type === 'paragraph') return plainText(block);
  if (block.type === 'list') return renderList(block);
  if (block.type === 'table') return tableSentences(block);
  if (block.type === 'code') return block.value;
  if (block.type === 'blockquote') return renderAnswer(block.children);
  return isInvisible(block) ? '' : undefined;
};

const isInvisible = (block: RootContent): boolean =>
  block.type === 'thematicBreak' ||
  block.type === 'definition' ||
  block.type === 'footnoteDefinition' ||
  (block.type === 'html' && /^<!--[\s\S]*-->$/.test(block.value.trim()));

const renderList = (list: List): string | undefined => {
  const items = list.children.map(renderItem);
  if (items.some((item) => item === undefined || item === '')) return undefined;
  const texts = items as string[];
  if (list.ordered === true) {
    return texts.map((text, index) => `${(list.start ?? 1) + index}. ${text}`).join('\n');
  }
  if (texts.every((text) => /[.!?]$/.test(text))) return texts.join(' ');
  return `${texts.map((text) => text.replace(/[;,.]$/, '').replace(/[;,] (and|or)$/, '')).join('; ')}.`;
};

/** An item with what is nested in it, on one line. */
const renderItem = (item: ListItem): string | undefined => renderAnswer(item.children)?.replace(/\n/g, ' ');
