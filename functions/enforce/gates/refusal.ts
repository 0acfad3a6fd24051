import { comparable } from '../comparable-text.ts';
import { isPlainlyEnglish } from '../plainly-english.ts';
import type { Gate } from './gate.ts';

/** What an English answer has that says it does not know. */
const denial =
  /\b(?:not|no|nothing|never|nor|none|cannot|unknown|unspecified|unstated)\b|n't\b|\bwithout (?:saying|stating|naming)\b/;

/** The answer to a question that cannot be answered must say so. Only English is checked. */
export const refusal: Gate<'refusal'> = {
  name: 'refusal',
  reason: 'not-a-refusal',
  check: ({ questionType, answer }) => {
    if (questionType !== 'unanswerable' || !isPlainlyEnglish(answer)) return undefined;
    return denial.test(comparable(answer).toLowerCase())
      ? undefined
      : { problem: 'the question is meant to have no answer, and the answer does not say so' };
  },
};
