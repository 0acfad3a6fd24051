import { detectLanguage, lettersIn, minLetters, proseOf } from '#shared/language/language-of.ts';
import { isPlainlyEnglish } from '#shared/language/plainly-english.ts';
import { languageOfPassage } from '../language-of-passage.ts';
import type { CheckedTurn, Gate } from './gate.ts';

/** How much less likely the passage's language must be before a pair counts as written in another one. */
const clearMargin = 0.7;

export const language: Gate<'language'> = {
  name: 'language',
  reason: 'wrong-language',
  check: (pair, passage, { languages }) => {
    const own = languages.length > 0 ? undefined : languageOfPassage(passage);
    const expected = own === undefined ? languages : [own];
    if (expected.length === 0 || (expected.includes('en') && isEnglishPair(pair))) return undefined;
    const found = detectLanguage(proseOf(`${pair.question} ${pair.answer}`));
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
