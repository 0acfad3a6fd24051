import type { PageStart } from '#shared/domain/document.ts';
import type { Reading } from './conversion.ts';
import { sharedRuns, sketchOf } from './text-sketch.ts';

export interface PageLoss {
  /** Of all pages, those that have text and have it in the Markdown. */
  readonly share: number;
  /** Pages that have text, most of which is not between their marks. */
  readonly lost: readonly number[];
}

/** Some times the runs of a full page. */
const buckets = 1 << 14;
const minArrived = 0.5;
/** A page with less than this many letters in a row, a number or a stamp, is not judged by them. */
const minRuns = 40;

/** Compares each page's raw text with the Markdown between its mark and the next. */
export const pagesThatArrived = (
  reading: Reading,
  { markdown, pages }: { readonly markdown: string; readonly pages: readonly PageStart[] },
): PageLoss | null => {
  if (!reading.pageCount) return null;
  const texts = reading.sourcePages?.() ?? new Map<number, string>();
  const written = new Map<number, string>();
  pages.forEach(({ page, charStart }, index) => {
    written.set(page, markdown.slice(charStart, pages[index + 1]?.charStart));
  });
  const lost = [...texts].flatMap(([page, text]) => {
    const wanted = sketchOf(text, buckets);
    if (wanted.total < minRuns) return [];
    return sharedRuns(wanted, sketchOf(written.get(page) ?? '', buckets)) < minArrived * wanted.total
      ? [page]
      : [];
  });
  const without = (reading.blankPages ?? 0) + lost.length;
  return { share: Math.max(0, 1 - without / reading.pageCount), lost };
};
