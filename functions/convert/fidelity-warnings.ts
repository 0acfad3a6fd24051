import type { FidelityParts } from '#shared/domain/fidelity.ts';
import type { PageLoss } from './pages-that-arrived.ts';

/** What was lost, in sentences: one for each part that is lower than conversions without a fault have it. */
export const fidelityWarnings = (parts: FidelityParts, loss: PageLoss | null): string[] => {
  const below = (part: keyof FidelityParts, limit: number): number | null => {
    const value = parts[part];
    return value !== null && value < limit ? value : null;
  };
  const warning = (value: number | null, say: (share: string) => string): string[] =>
    value === null ? [] : [say(`${Math.round(value * 100)} %`)];
  const lost = (value: number | null): number | null => (value === null ? null : 1 - value);
  return [
    ...warning(below('text', 0.95), (share) => `Only ${share} of the source's text arrived.`),
    ...(loss?.lost ?? []).map((page) => `Page ${page} arrived only in part.`),
    ...warning(
      lost(below('original', 0.95)),
      (share) => `${share} of the Markdown is not in the source, or stands there less often.`,
    ),
    ...warning(below('ocr', 0.95), (share) => `OCR is ${share} sure of what it read.`),
    ...warning(below('cells', 1), (share) => `Only ${share} of the table cells came out.`),
    ...warning(
      lost(below('layout', 0.95)),
      (share) =>
        `${share} of the text stands in lines with wide white: rows of a table that was not found, or columns that were joined.`,
    ),
    ...warning(lost(below('characters', 1)), () => 'Some characters could not be decoded.'),
    ...warning(lost(below('words', 0.98)), (share) => `${share} of the words seem to have run together.`),
    ...warning(
      lost(below('lines', 1)),
      (share) => `${share} of the lines beyond a third repeat another line.`,
    ),
  ];
};
