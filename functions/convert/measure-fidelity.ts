import type { Reading } from './conversion.ts';
import { countLetters } from './markdown/clean-text.ts';

/** Below this a document is not worth a token. */
export const minFidelity = 0.5;

interface Written {
  readonly markdown: string;
  readonly cellsIn: number;
  readonly cellsOut: number;
}

/**
 * How far a conversion can be trusted, from what is known without a reference: the share of the source's letters that
 * arrived, of its table cells, of its pages with text, and of characters that could be decoded.
 */
export const measureFidelity = (
  reading: Reading,
  written: Written,
): { fidelity: number; warnings: string[] } => {
  const warnings: string[] = [];
  const letters = countLetters(written.markdown);
  const sourceLetters = reading.sourceLetters?.() ?? letters;
  const arrived = sourceLetters === 0 ? 1 : Math.min(1, letters / sourceLetters);
  if (arrived < 0.95) warnings.push(`Only ${percent(arrived)} of the source's text arrived.`);

  const cells = written.cellsIn === 0 ? 1 : Math.min(1, written.cellsOut / written.cellsIn);
  if (cells < 1)
    warnings.push(`${written.cellsIn - written.cellsOut} of ${written.cellsIn} table cells came out empty.`);

  const undecoded = written.markdown.match(/\uFFFD/g)?.length ?? 0;
  const decoded = Math.max(0, 1 - (5 * undecoded) / Math.max(1, letters));
  if (undecoded > 0) warnings.push(`${undecoded} characters could not be decoded.`);

  const repeated = repeatedShare(written.markdown);
  if (repeated > 0.3) warnings.push(`${percent(repeated)} of the lines repeat another line.`);

  const withText = reading.pageCount ? 1 - (reading.blankPages ?? 0) / reading.pageCount : 1;
  const fidelity =
    arrived * (0.8 + 0.2 * cells) * decoded * (0.6 + 0.4 * withText) * (repeated > 0.6 ? 0.8 : 1);
  return { fidelity: Math.round(fidelity * 1000) / 1000, warnings };
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Long lines that stand in the document more than once; a table row or a short label may well repeat. */
const repeatedShare = (markdown: string): number => {
  const lines = markdown.split('\n').filter((line) => line.length > 40 && !line.startsWith('|'));
  return lines.length < 20 ? 0 : 1 - new Set(lines).size / lines.length;
};
