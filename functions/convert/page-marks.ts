import type { PageStart } from '#shared/domain/document.ts';
import { element, text } from './hast.ts';

/*
 * A page start travels through the pipeline as text between two Unicode noncharacters, which no document may use for
 * interchange, and is taken out of the finished Markdown, where its offset is known.
 */
const open = '\uFDD0';
const close = '\uFDD1';
const anyMark = /\uFDD0(\d+)\uFDD1(\n\n| ?)/g;

export const pageMark = (page: number): string => `${open}${page}${close}`;

/** A page start that stands between blocks. */
export const pageMarkBlock = (page: number) => element('p', [text(pageMark(page))]);

export const withoutPageMarks = (marked: string): { markdown: string; pages: PageStart[] } => {
  const pages: PageStart[] = [];
  let markdown = '';
  let from = 0;
  for (const match of marked.matchAll(anyMark)) {
    markdown += marked.slice(from, match.index);
    from = match.index + match[0].length;
    pages.push({ page: Number(match[1]), charStart: markdown.length });
  }
  return { markdown: markdown + marked.slice(from), pages };
};
