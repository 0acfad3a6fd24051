import type { List, Paragraph, RootContent, Table } from 'mdast';
import { spanOf } from '#shared/markdown/parse-markdown.ts';
import type { Atom } from './atom.ts';
import { countTokens } from './count-tokens.ts';
import { sentenceStarts } from './sentence-starts.ts';

/**
 * The atoms of one block. A block that fits stays whole; else a table is cut between its rows, a list between its items
 * and a paragraph between its sentences. Everything else (code, a quotation, HTML, a single row, item or sentence) stays
 * whole at any size, because half of it says something else.
 */
export const cutBlock = (
  block: RootContent,
  markdown: string,
  maxTokens: number,
  previous: RootContent | undefined,
): Atom[] => {
  const whole = atom(markdown, spanOf(block), { isGluedToNext: introduces(block, markdown) });
  if (whole.tokens <= maxTokens) return [whole];
  if (block.type === 'table') return cutTable(block, markdown);
  if (block.type === 'list') return cutList(block, markdown, introductionOf(previous, markdown));
  if (block.type === 'paragraph') return cutParagraph(block, markdown, whole.isGluedToNext);
  return [whole];
};

const atom = (
  markdown: string,
  { start, end }: { start: number; end: number },
  { lead = '', isGluedToNext = false }: { lead?: string; isGluedToNext?: boolean } = {},
): Atom => ({ start, end, tokens: countTokens(markdown.slice(start, end)), lead, isGluedToNext });

/** The header row and the row of dashes belong to the first atom; every later one repeats them in its lead. */
const cutTable = (table: Table, markdown: string): Atom[] => {
  const [header, ...rows] = table.children.map(spanOf);
  if (header === undefined || rows[0] === undefined) return [atom(markdown, spanOf(table))];
  const lead = markdown.slice(header.start, rows[0].start);
  return [
    atom(markdown, { start: header.start, end: rows[0].end }),
    ...rows.slice(1).map((row) => atom(markdown, row, { lead })),
  ];
};

const cutList = (list: List, markdown: string, lead: string): Atom[] =>
  list.children.map((item, index) => atom(markdown, spanOf(item), { lead: index === 0 ? '' : lead }));

const introduces = (block: RootContent, markdown: string): boolean =>
  block.type === 'paragraph' && /[:：]\s*$/.test(markdown.slice(spanOf(block).start, spanOf(block).end));

const introductionOf = (block: RootContent | undefined, markdown: string): string =>
  block !== undefined && introduces(block, markdown)
    ? `${markdown.slice(spanOf(block).start, spanOf(block).end)}\n\n`
    : '';

const cutParagraph = (paragraph: Paragraph, markdown: string, isGluedToNext: boolean): Atom[] => {
  const { start, end } = spanOf(paragraph);
  const inline = paragraph.children.filter((child) => child.type !== 'text').map(spanOf);
  const isInsideInline = (offset: number) => inline.some((span) => span.start < offset && offset < span.end);
  const starts = sentenceStarts(markdown.slice(start, end))
    .map((sentenceStart) => start + sentenceStart)
    .filter((offset) => !isInsideInline(offset));
  return starts.map((sentenceStart, index) => {
    const next = starts[index + 1];
    const sentence = markdown.slice(sentenceStart, next ?? end).trimEnd();
    const span = { start: sentenceStart, end: sentenceStart + sentence.length };
    return atom(markdown, span, { isGluedToNext: next === undefined && isGluedToNext });
  });
};
