import { contentWordsOf } from '#shared/domain/words.ts';
import { placeholdersIn, withoutPlaceholders } from '#shared/policy/placeholders.ts';
import type { Gate } from './gate.ts';

/** Runs on the redacted pair: an answer whose point was taken out teaches a model to answer with placeholders. */
export const hollow: Gate<'hollow'> = {
  name: 'hollow',
  reason: 'hollow-after-redaction',
  check: ({ question, answer }, _passage, { minContentWords }) => {
    const inAnswer = placeholdersIn(answer);
    const inQuestion = placeholdersIn(question);
    if (inAnswer.length + inQuestion.length === 0) return undefined;
    if (inQuestion.length > 0 && contentWordsOf(withoutPlaceholders(question)).length < 2)
      return { problem: 'the question asks about nothing but what was redacted' };
    if (inAnswer.every((placeholder) => inQuestion.includes(placeholder))) return undefined;
    const asked = new Set(contentWordsOf(withoutPlaceholders(question)));
    const added = new Set(contentWordsOf(withoutPlaceholders(answer)).filter((word) => !asked.has(word)));
    return added.size >= minContentWords
      ? undefined
      : {
          problem: `after redaction the answer adds ${added.size} words with a meaning; ${minContentWords} are the least`,
        };
  },
};
