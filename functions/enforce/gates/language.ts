import eldModule from 'eld/extrasmall';
import { isPlainlyEnglish } from '../plainly-english.ts';
import type { CheckedTurn, Gate, Source } from './gate.ts';

/** Fewer letters say too little about a language. */
const minLetters = 40;
/** More characters than this say nothing new. */
const maxCharacters = 300;
/** How much less likely the passage's language must be before a pair counts as written in another one. */
const clearMargin = 0.7;

export const language: Gate<'language'> = {
  name: 'language',
  reason: 'wrong-language',
  check: (pair, passage, { languages }) => {
    const expected = languages.length > 0 ? languages : languagesOfPassage(passage);
    if (expected.length === 0 || (expected.includes('en') && isEnglishPair(pair))) return undefined;
    const found = detect(proseOf(`${pair.question} ${pair.answer}`));
    if (found === undefined) return undefined;
    const isExpected = expected.some(
      (wanted) =>
        wanted === found.language ||
        (found.scores[wanted] ?? 0) >= clearMargin * (found.scores[found.language] ?? 1),
    );
    if (isExpected) return undefined;
    return { problem: `the pair is written in ${found.language}, not in ${expected.join(' or ')}` };
  },
};

/** An English question does not vouch for its answer, unless the answer is too short to have a language. */
const isEnglishPair = ({ question, answer }: CheckedTurn): boolean => {
  const prose = proseOf(answer);
  return (
    isPlainlyEnglish(`${proseOf(question)} ${prose}`) &&
    (isPlainlyEnglish(prose) || lettersIn(prose) < minLetters)
  );
};

/** A passage has many pairs. */
const passageLanguages = new WeakMap<Source, readonly string[]>();

const languagesOfPassage = (passage: Source): readonly string[] => {
  const known = passageLanguages.get(passage);
  if (known !== undefined) return known;
  const prose = proseOf(passage.text);
  const found = isPlainlyEnglish(prose) ? 'en' : detect(prose)?.language;
  const languages = found === undefined ? [] : [found];
  passageLanguages.set(passage, languages);
  return languages;
};

/** The beginning of a text without what has no language: code, addresses and placeholders. */
const proseOf = (text: string): string =>
  text.slice(0, maxCharacters).replace(/```[\s\S]*?```|`[^`]*`|https?:\S+|\[[A-Z_]+_\S+\]/g, ' ');

const lettersIn = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

const detect = (prose: string) => {
  if (lettersIn(prose) < minLetters) return undefined;
  const result = eldModule.detect(prose);
  return result.isReliable() ? { language: result.language, scores: result.getScores() } : undefined;
};
