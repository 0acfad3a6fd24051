import { markdownWriter } from '../../functions/convert/markdown/markdown-writer.ts';
import { documentParts } from '../../functions/convert/pdf/document-parts.ts';
import { aPage, detailsOf, type PrintedPage } from './a-page.ts';

/** What printed pages become. */
export const readPages = (...pages: PrintedPage[]) => {
  const { parts, repairs, layout, cells } = documentParts(
    pages.map((page, index) => aPage({ number: index + 1, ...page })),
    new Map(),
    new Map(pages.map((page, index) => [page.number ?? index + 1, detailsOf(page)])),
  );
  const writer = markdownWriter();
  for (const part of parts) {
    if (typeof part === 'string') writer.writeMarkdown(part);
    else writer.writeTree(part);
  }
  return { ...writer.finish(), repairs, layout, seenCells: cells };
};
