import eldModule from 'eld/extrasmall';
import type { Passage } from '#shared/domain/passage.ts';
import type { Gate } from './gate.ts';

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
    const found = languageOf(`${pair.question} ${pair.answer}`.slice(0, maxCharacters));
    if (found === undefined) return undefined;
    const passageLanguage = languageOfPassage(passage);
    const expected = languages.length > 0 ? languages : passageLanguage ? [passageLanguage] : [];
    const isExpected = expected.some(
      (wanted) =>
        wanted === found.language ||
        (found.scores[wanted] ?? 0) >= clearMargin * (found.scores[found.language] ?? 1),
    );
    if (expected.length === 0 || isExpected) return undefined;
    return { problem: `the pair is written in ${found.language}, not in ${expected.join(' or ')}` };
  },
};

/** A passage has many pairs. */
const passageLanguages = new WeakMap<Passage, string | undefined>();

const languageOfPassage = (passage: Passage): string | undefined => {
  if (!passageLanguages.has(passage))
    passageLanguages.set(passage, languageOf(passage.text.slice(0, maxCharacters))?.language);
  return passageLanguages.get(passage);
};

const languageOf = (text: string) => {
  const words = text.replace(/```[\s\S]*?```|`[^`]*`|https?:\S+|\[[A-Z_]+_\S+\]/g, ' ');
  if ((words.match(/\p{L}/gu)?.length ?? 0) < minLetters) return undefined;
  const result = eldModule.detect(words);
  return result.isReliable() ? { language: result.language, scores: result.getScores() } : undefined;
};
