import type { PageWord } from '#shared/domain/page-reading.ts';

/** Parts of the type size by which letters rise above the baseline and hang below it, as in most text faces. */
const rise = { tall: 0.72, low: 0.5 };
const hang = 0.21;
const box = { above: 0.75, below: 0.25 };
/** Sizes that differ by less are one size, measured twice. */
const sameSize = 1.12;

interface Line {
  readonly words: readonly PageWord[];
  readonly baseline: number;
  readonly size: number;
}

/**
 * Gives every word of a line the same box, as type has it. An engine draws its boxes around the ink, so that "on" is lower
 * than "of" and a line on a skewed page climbs; who tells headings by the size of their type would be misled by it.
 */
export const evenLines = (words: readonly PageWord[]): PageWord[] => {
  const lines = linesOf(words).map(measure);
  const sizes = evenSizes(lines);
  return lines.flatMap(({ words: own, baseline }, index) => {
    const size = sizes[index] as number;
    return own.map((word) => ({
      ...word,
      top: baseline - box.above * size,
      bottom: baseline + box.below * size,
    }));
  });
};

/** Words come in reading order, so a line ends where the next word goes back or stands at another height. */
const linesOf = (words: readonly PageWord[]): PageWord[][] => {
  const lines: PageWord[][] = [];
  for (const word of words) {
    const last = lines.at(-1)?.at(-1);
    if (last && word.left > last.left && (isBeside(word, last) || isBeside(last, word)))
      lines.at(-1)?.push(word);
    else lines.push([word]);
  }
  return lines;
};

const isBeside = (word: PageWord, other: PageWord): boolean => {
  const middle = (word.top + word.bottom) / 2;
  return middle > other.top && middle < other.bottom;
};

const measure = (words: readonly PageWord[]): Line => {
  const measured = words.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const telling = measured.length > 0 ? measured : words;
  const size = median(telling.map((word) => (word.bottom - word.top) / extentOf(word.text)));
  const baseline = median(telling.map(({ text, bottom }) => bottom - (hangs(text) ? hang * size : 0)));
  return { words, baseline, size };
};

const hangs = (text: string): boolean => /[gjpqy,;Q()[\]{}|]/.test(text);

const extentOf = (text: string): number =>
  (/[^acegmnopqrsuvwxyz.,:;_-]/.test(text) ? rise.tall : rise.low) + (hangs(text) ? hang : 0);

/** Lines get the size that most words around their own have, so that running text has one size. */
const evenSizes = (lines: readonly Line[]): number[] => {
  const sizes = lines.map(({ size }) => size);
  let open = lines.map((_, index) => index);
  while (open.length > 0) {
    const even = median(open.flatMap((index) => lines[index]?.words.map(() => sizes[index] as number) ?? []));
    const isClose = (index: number) => {
      const ratio = (sizes[index] as number) / even;
      return ratio < sameSize && ratio > 1 / sameSize;
    };
    const close = open.filter(isClose);
    open = open.filter((index) => !isClose(index));
    for (const index of close) sizes[index] = even;
  }
  return sizes;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
