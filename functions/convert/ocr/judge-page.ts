import type { PageReading } from '#shared/domain/page-reading.ts';
import type { PageRejection } from '#shared/domain/rejection.ts';
import { explainIllegible, isLegible, legibilityOfText, legibilityOfWords } from './legibility.ts';

export type PageVerdict =
  | { readonly isKept: true; readonly confidence: number | null }
  | { readonly isKept: false; readonly rejection: PageRejection };

const mend = 'scan it anew, upright and at 200 dots per inch or more';

/** The gate behind OCR: what was read of a page is kept only if it looks like text. */
export const judgePage = (page: number, reading: PageReading): PageVerdict => {
  const rejected = (reason: PageRejection['reason'], detail: string): PageVerdict => ({
    isKept: false,
    rejection: { page, reason, detail: `Page ${page} ${detail}.` },
  });
  if (reading.status === 'failed') return rejected(reading.reason, `was not read: ${reading.detail}`);
  const isEmpty = reading.status === 'words' ? reading.words.length === 0 : reading.markdown.trim() === '';
  if (isEmpty) return rejected('no-text', 'is a picture in which no text was found');
  const legibility =
    reading.status === 'words' ? legibilityOfWords(reading.words) : legibilityOfText(reading.markdown);
  if (!isLegible(legibility))
    return rejected('illegible', `is not legible: ${explainIllegible(legibility)}; ${mend}`);
  const { confidence } = legibility;
  return { isKept: true, confidence: confidence === null ? null : Math.round(confidence * 1000) / 1000 };
};
