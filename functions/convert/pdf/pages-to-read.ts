import type { ParsedPage } from '@llamaindex/liteparse-wasm';
import type { Source } from '../conversion.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { isLegible, legibilityOfText } from '../ocr/legibility.ts';
import { pdfParser } from './pdf-engine.ts';

/** A page may carry a stamp or a running number in text over its picture. */
const maxStampLetters = 200;
/** Fewer characters than this do not tell a broken font from a formula. */
const minTellingCharacters = 40;
const maxUndecodedShare = 0.1;

/** The pages without a usable text layer: no text, text that no reader can decode, or a stamp upon a picture of a page. */
export const pagesToRead = async (
  source: Pick<Source, 'bytes' | 'password'>,
  pages: readonly ParsedPage[],
): Promise<ParsedPage[]> => {
  const sparse = pages.filter(({ text }) => countLetters(text) > 0 && countLetters(text) < maxStampLetters);
  const stamped = sparse.length === 0 ? new Set<number>() : await pagesUnderPictures(source, sparse);
  return pages.filter(
    ({ text, pageNum }) => countLetters(text) === 0 || stamped.has(pageNum) || isGarbled(text),
  );
};

/** Characters of the private use area, replacements and controls: the font does not say which letters it draws. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const undecoded = /[\uE000-\uEFFF\uFFFD\u0001-\u0008\u000E-\u001F]/g;

const isGarbled = (text: string): boolean => {
  const characters = text.replace(/\s+/g, '').length;
  if (characters < minTellingCharacters) return false;
  if ((text.match(undecoded)?.length ?? 0) > characters * maxUndecodedShare) return true;
  return isLatin(text) && !isLegible(legibilityOfText(text)) && vowelShare(text) < 0.2;
};

const isLatin = (text: string): boolean =>
  (text.match(/\p{Script=Latin}/gu)?.length ?? 0) > text.replace(/\s+/g, '').length / 2;

/** Of the letters; a text whose letters were exchanged for others has too few vowels, in any European language. */
const vowelShare = (text: string): number => {
  const letters = text.normalize('NFKD').match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => /[aeiouy]/i.test(letter)).length / Math.max(1, letters.length);
};

const pagesUnderPictures = async (
  { bytes, password }: Pick<Source, 'bytes' | 'password'>,
  pages: readonly ParsedPage[],
): Promise<Set<number>> => {
  const parser = await pdfParser({
    includeComplexity: true,
    targetPages: pages.map(({ pageNum }) => pageNum).join(),
    ...(password === undefined ? {} : { password }),
  });
  try {
    const { pages: looked } = await parser.parse(bytes);
    return new Set(
      looked.filter(({ complexity }) => complexity?.fullPageImage).map(({ pageNum }) => pageNum),
    );
  } finally {
    parser.free();
  }
};
