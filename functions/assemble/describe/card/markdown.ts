import type { BlockContent, Heading, List, Paragraph, PhrasingContent, RootContent, Table } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';

/** Text, or a piece of a sentence made by `code`. Text is escaped where Markdown would take it for a sign. */
export type Phrase = string | PhrasingContent;

export const code = (value: string): PhrasingContent => ({
  type: 'inlineCode',
  value: value.replace(/\s+/g, ' '),
});

export const heading = (depth: Heading['depth'], text: string): Heading => ({
  type: 'heading',
  depth,
  children: phrases([text]),
});

export const paragraph = (...content: readonly Phrase[]): Paragraph => ({
  type: 'paragraph',
  children: phrases(content),
});

export const list = (items: readonly (readonly Phrase[])[]): List => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((item) => ({ type: 'listItem', spread: false, children: [paragraph(...item)] })),
});

export const codeBlock = (lang: string, value: string): BlockContent => ({ type: 'code', lang, value });

export const table = (titles: readonly string[], rows: readonly (readonly Phrase[])[]): Table => ({
  type: 'table',
  children: [titles, ...rows].map((cells) => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: phrases([cell]) })),
  })),
});

export const writeMarkdown = (children: readonly RootContent[]): string =>
  toMarkdown(
    { type: 'root', children: [...children] },
    { bullet: '-', extensions: [gfmTableToMarkdown({ tablePipeAlign: false })] },
  );

/** A line of its own is structure in Markdown, so no text may break its line. */
const phrases = (content: readonly Phrase[]): PhrasingContent[] =>
  content.map((phrase) =>
    typeof phrase === 'string' ? { type: 'text', value: phrase.replace(/\s*[\r\n]+\s*/g, ' ') } : phrase,
  );
