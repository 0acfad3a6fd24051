import type { Reading } from '../conversion.ts';

/** Of a reader that does not say how sure it is; a model may well have made up what it could not see. */
const unstatedConfidence = 0.9;

/** How far a document can be trusted for its pages that OCR has read: the mean confidence over all pages; null without any. */
export const trustInOcr = ({ ocr, pageCount }: Pick<Reading, 'ocr' | 'pageCount'>): number | null => {
  if (!ocr || !pageCount) return null;
  const doubt = ocr.pages.reduce((sum, { confidence }) => sum + 1 - (confidence ?? unstatedConfidence), 0);
  return 1 - doubt / pageCount;
};
