import { functionWords } from '#shared/domain/words.ts';

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-'\u2019.&][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
const opensSentence = /(?:^|[.!?:;\n\u2022|>#])[\s"'\u201c\u201d\u2018\u2019*_()[\]-]*$/u;

/**
 * Names in a text, by their capitals: a capitalised word inside a sentence, an acronym or a word with capitals inside
 * anywhere. The first word of a sentence is taken for a name only when the text has no word in lower case. Languages
 * that capitalise every noun have no names by this measure.
 */
export const namesIn = (text: string): string[] => {
  const words = [...text.matchAll(word)].map((match) => ({ text: match[0], index: match.index }));
  const lowerCase = words.filter(({ text: found }) => /^\p{Ll}/u.test(found)).length;
  const capitalised = words.filter(({ text: found }) => /^\p{Lu}/u.test(found)).length;
  const isEnglish = words.filter(({ text: found }) => functionWords.has(found)).length * 8 >= words.length;
  if (!isEnglish && words.length >= 8 && capitalised > lowerCase * 0.6) return [];
  return words
    .filter(({ text: found, index }) => {
      if (functionWords.has(found.toLowerCase()) || !/^\p{L}/u.test(found)) return false;
      if (/^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(found) || /^\p{L}\p{Ll}*\p{Lu}/u.test(found)) return true;
      if (!/^\p{Lu}/u.test(found)) return false;
      if (!opensSentence.test(text.slice(0, index))) return true;
      return lowerCase === 0 && words.length <= 6;
    })
    .map(({ text: found }) => found);
};
