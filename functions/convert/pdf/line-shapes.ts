import type { Line } from './text-lines.ts';

const bullet = /^[•◦▪▫‣⁃●○■□◼◻◆◇►▸▶➢➤✓✔∗*＊·–—\-\uE000-\uF8FF]$/u;
const number = /^\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]$/;
const numbers = /^(\d{1,3}\.)+\d{1,3}\.?$/;

export interface Marker {
  readonly isOrdered: boolean;
  /** Of an item that is counted in digits. */
  readonly number?: number;
}

/** What a line's first word says if it begins an item of a list. */
export const markerOf = (line: Line): Marker | null => {
  const first = line.words[0]?.text ?? '';
  if (line.words.length < 2) return null;
  if (bullet.test(first)) return { isOrdered: false };
  const counted = number.exec(first);
  if (!counted) return numbers.test(first) ? { isOrdered: true } : null;
  const digits = Number(counted[1]);
  return { isOrdered: true, ...(Number.isNaN(digits) ? {} : { number: digits }) };
};

export const isMarker = (part: Line): boolean =>
  part.words.length === 1 &&
  (bullet.test(part.words[0]?.text ?? '') ||
    number.test(part.words[0]?.text ?? '') ||
    numbers.test(part.words[0]?.text ?? ''));

const sectionNumber =
  /^(?:(?:chapter|section|appendix|part|kapitel)\s+)?(\d{1,3}(?:\.\d{1,3})*|[A-Z](?:\.\d{1,3})+|[A-Z]\.|[IVX]{1,5}\.)[.:]?\s+\p{L}/iu;

/** How deep a numbered heading stands by its number: 2 of "1.3 Usage"; null of one without a number. */
export const numberedDepth = (text: string): number | null => {
  const match = sectionNumber.exec(text)?.[1];
  return match ? match.replace(/\.$/, '').split('.').length : null;
};
