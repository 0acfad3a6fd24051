import { functionWords } from '../domain/words.ts';

/** Those that are also words of other languages in Latin script: `do` is Portuguese, `was` German, `of` Dutch. */
const lookalikes = new Set(
  `a all also am an any are as at be but by can did do for had has have he her here him his i if in is it just let may me
  more most my no not of off on once one or our out over own per so some such to too under up us very via was we will
  yes`.split(/\s+/),
);
/** Half the words of English prose are function words. */
const minShare = 1 / 3;

/**
 * Whether a text shows by its function words that it is English, which costs far less than to detect its language. False
 * says nothing: the text may be in another language, or be a list of names.
 */
export const isPlainlyEnglish = (text: string): boolean => {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const common = words.filter((word) => functionWords.has(word));
  return (
    common.length >= minShare * words.length && common.filter((word) => !lookalikes.has(word)).length >= 2
  );
};
