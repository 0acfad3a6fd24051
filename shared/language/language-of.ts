import eldModule from 'eld/extrasmall';
import { isPlainlyEnglish } from './plainly-english.ts';

/** Fewer letters say too little about a language. */
export const minLetters = 40;
/** More characters than this say nothing new. */
const maxCharacters = 300;

/** The beginning of a text without what has no language: code, addresses and placeholders. */
export const proseOf = (text: string): string =>
  text.slice(0, maxCharacters).replace(/```[\s\S]*?```|`[^`]*`|https?:\S+|\[[A-Z_]+_\S+\]/g, ' ');

export const lettersIn = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** The language of prose by two letters of ISO 639-1, with how likely all others are; undefined where it is in doubt. */
export const detectLanguage = (prose: string) => {
  if (lettersIn(prose) < minLetters) return undefined;
  const result = eldModule.detect(prose);
  return result.isReliable() ? { language: result.language, scores: result.getScores() } : undefined;
};

/** As `detectLanguage`, at little cost for English. */
export const languageOf = (text: string): string | undefined => {
  const prose = proseOf(text);
  return isPlainlyEnglish(prose) ? 'en' : detectLanguage(prose)?.language;
};
