import type { Region } from './page-geometry.ts';
import type { HeadingTag } from './tagged-headings.ts';
import type { Word } from './word.ts';

/** Words that stand on one line of one column, in the order in which they are read. */
export interface Line extends Region {
  readonly words: readonly Word[];
  /** Of most of its letters. */
  readonly size: number;
  readonly family: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isMono: boolean;
  /** What its first word begins, or goes on with. */
  readonly heading?: HeadingTag;
  /** The pages that begin with this line, where it goes on with a block of the page before. */
  readonly startsPages?: readonly number[];
}

/** Words as lines, from the top down and from the left. */
export const linesOf = (words: readonly Word[]): Line[] => {
  const rows: { words: Word[]; top: number; bottom: number }[] = [];
  for (const word of [...words].sort((a, b) => b.bottom - b.top - (a.bottom - a.top) || a.top - b.top)) {
    const row = rows.find((each) => isLevel(each, word));
    if (row) row.words.push(word);
    else rows.push({ words: [word], top: word.top, bottom: word.bottom });
  }
  return rows.map((row) => lineOf(row.words)).sort((a, b) => a.top - b.top);
};

/** Most of the lower one's height lies within the other's: a raised number belongs to its line, the next line does not. */
const isLevel = (row: { top: number; bottom: number }, word: Word): boolean => {
  const shared = Math.min(row.bottom, word.bottom) - Math.max(row.top, word.top);
  return shared > 0.5 * Math.min(row.bottom - row.top, word.bottom - word.top);
};

export const lineOf = (unordered: readonly Word[]): Line => {
  const words = [...unordered].sort((a, b) => a.left - b.left);
  const size = usualSize(words);
  const sized = words.filter((word) => word.size === size);
  const lettered = sized.filter((word) => /[\p{L}\p{N}]/u.test(word.text));
  const own = lettered.length > 0 ? lettered : sized;
  return {
    words,
    size,
    left: (words[0] as Word).left,
    right: Math.max(...words.map((word) => word.right)),
    top: Math.min(...own.map((word) => word.top)),
    bottom: Math.max(...own.map((word) => word.bottom)),
    family: (own.find((word) => !word.isMono) ?? words.find((word) => !word.isMono))?.family ?? '',
    isBold: words.every((word) => word.isBold),
    isItalic: words.every((word) => word.isItalic),
    isMono: words.every((word) => word.isMono),
    ...(words[0]?.heading ? { heading: words[0].heading } : {}),
  };
};

const usualSize = (words: readonly Word[]): number => {
  const [first] = words as [Word];
  if (words.every(({ size }) => size === first.size)) return first.size;
  const letters = new Map<number, number>();
  for (const { text, size } of words) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
};

/** Parts of a word that change their font stand closer than words do. */
const minSpace = 0.12;

export const isSpaced = (before: Word, after: Word): boolean =>
  after.left - before.right > minSpace * Math.min(before.size, after.size);

export const textOfWords = (words: readonly Word[]): string =>
  words.reduce((text, word, index) => {
    const before = words[index - 1];
    return before && isSpaced(before, word) ? `${text} ${word.text}` : text + word.text;
  }, '');

const texts = new WeakMap<Line, string>();

/** Asked for a line again and again, so it is kept. */
export const textOf = (line: Line): string => {
  const text = texts.get(line) ?? textOfWords(line.words);
  texts.set(line, text);
  return text;
};
