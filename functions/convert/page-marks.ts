import type { PageStart } from '#shared/domain/document.ts';
import { element, text } from './hast.ts';

/*
 * A page start travels through the pipeline as text between two Unicode noncharacters, which no document may use for
 * interchange, and is taken out of the finished Markdown, where its offset is known.
 */
const open = '\uFDD0';
const close = '\uFDD1';
/** Takes no white space with it. */
const closeInside = '\uFDD2';
const anyMark = /\uFDD0(\d+)(?:\uFDD1(?:\n\n| ?)|\uFDD2)/g;

export const pageMark = (page: number): string => `${open}${page}${close}`;

/** A page start in the middle of a text, or at its end; at its start it would hide what has to be escaped there. */
export const pageMarkInside = (page: number): string => `${open}${page}${closeInside}`;

/** A page start that stands between blocks. */
export const pageMarkBlock = (page: number) => element('p', [text(pageMark(page))]);

/** A row of a table is not parted: a page that begins in it begins with it. */
const startOfRow = (markdown: string): number | null => {
  const line = markdown.lastIndexOf('\n') + 1;
  return markdown.startsWith('| ', line) ? line : null;
};

export const withoutPageMarks = (marked: string): { markdown: string; pages: PageStart[] } => {
  const pages: PageStart[] = [];
  let markdown = '';
  let from = 0;
  for (const match of marked.matchAll(anyMark)) {
    markdown += marked.slice(from, match.index);
    from = match.index + match[0].length;
    pages.push({ page: Number(match[1]), charStart: startOfRow(markdown) ?? markdown.length });
  }
  return { markdown: markdown + marked.slice(from), pages };
};
