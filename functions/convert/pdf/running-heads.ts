import { edgeLines, type PageLines } from './page-edges.ts';
import { isFurniture } from './page-furniture.ts';
import { repeatedHeads } from './repeated-heads.ts';
import { type Line, textOf } from './text-lines.ts';

const minPages = 3;
const maxPageNumber = 5000;

const pageNumber =
  /^(?:[-–—|[(\s]*)(?:(?:page|seite|p\.|pag\.)\s*)?(\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|\/|von|de|sur)\s*\d{1,4})?(?:[-–—|\])\s]*)$/i;

/**
 * Which lines of each page are heads or feet: those that stand at the edge of three pages or more in the same words, page
 * numbers aside, the numbers of pages themselves, what a document of two pages repeats, and what shows alone that it is none of the
 * text. What else stands at the edge of one page only is taken for text.
 */
export const runningLines = (pages: readonly PageLines[]): Map<number, Set<Line>> => {
  const repeated = repeatedHeads(pages);
  const candidates = pages.map((page) => ({ page, lines: edgeLines(page) }));
  const seen = new Map<string, Set<number>>();
  for (const { page, lines } of candidates) {
    for (const { line, place } of lines) {
      const key = `${place} ${unnumbered(textOf(line))}`;
      seen.set(key, (seen.get(key) ?? new Set()).add(page.number));
    }
  }
  const offsets = numberOffsets(candidates);
  return new Map(
    candidates.map(({ page, lines }) => [
      page.number,
      new Set(
        lines
          .filter(({ line, place }) => {
            if (repeated.has(line) || isFurniture(line, page, pages.length)) return true;
            const text = textOf(line);
            const standing = seen.get(`${place} ${unnumbered(text)}`)?.size ?? 0;
            if (/\p{L}{2}/u.test(unnumbered(text)) && standing >= minPages) return true;
            const number = numberIn(text);
            return number !== null && (offsets.has(number - page.number) || standing >= minPages);
          })
          .map(({ line }) => line),
      ),
    ]),
  );
};

/** The same words on either side of a number: "4 Title" and "Title 5" are one head. */
const unnumbered = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\d+/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();

const romans: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

const numberIn = (text: string): number | null => {
  const found = pageNumber.exec(text.trim())?.[1]?.toLowerCase();
  if (!found) return null;
  if (/^\d+$/.test(found)) return Number(found) <= maxPageNumber ? Number(found) : null;
  const values = [...found].map((letter) => romans[letter] as number);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
};

/** By how much printed page numbers differ from the place of their page, where several pages agree on it. */
const numberOffsets = (
  candidates: readonly { page: PageLines; lines: readonly { line: Line }[] }[],
): Set<number> => {
  const counts = new Map<number, number>();
  for (const { page, lines } of candidates) {
    for (const { line } of lines) {
      const number = numberIn(textOf(line));
      if (number !== null) counts.set(number - page.number, (counts.get(number - page.number) ?? 0) + 1);
    }
  }
  const needed = Math.min(minPages, Math.max(2, candidates.length));
  const agreed = [...counts].filter(
    ([offset, count]) => count >= needed || (candidates.length <= 2 && offset === 0),
  );
  return new Set(agreed.map(([offset]) => offset));
};
