import type { Gate, Objection } from './gate.ts';

/** Lengths count what a reader sees as characters (Unicode code points), without the white space around the text. */
export const length: Gate<'length'> = {
  name: 'length',
  reason: 'wrong-length',
  check: ({ question, answer }, _passage, limits) =>
    outside('question', question, limits.minQuestionCharacters, limits.maxQuestionCharacters) ??
    outside('answer', answer, limits.minAnswerCharacters, limits.maxAnswerCharacters),
};

const outside = (field: string, text: string, min: number, max: number): Objection | undefined => {
  const characters = [...text.trim()].length;
  if (characters < min) return { problem: `the ${field} has ${characters} characters; ${min} is the least` };
  if (characters > max) return { problem: `the ${field} has ${characters} characters; ${max} is the most` };
  return undefined;
};
