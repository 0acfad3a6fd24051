import { comparable } from '#shared/domain/comparable-text.ts';
import type { Gate } from './gate.ts';

const replacementCharacter = '\ufffd';
const loneSurrogate = /\p{Surrogate}/u;

export const wellFormed: Gate<'well-formed'> = {
  name: 'well-formed',
  reason: 'malformed',
  check: ({ question, answer }) => {
    if (!/[\p{L}\p{N}]/u.test(question)) return { problem: 'the question is empty' };
    if (!/[\p{L}\p{N}]/u.test(answer)) return { problem: 'the answer is empty' };
    if (comparable(question).toLowerCase() === comparable(answer).toLowerCase())
      return { problem: 'the answer repeats the question' };
    if (question.includes(replacementCharacter) || answer.includes(replacementCharacter))
      return { problem: 'the text holds characters that could not be decoded (U+FFFD)' };
    if (loneSurrogate.test(question) || loneSurrogate.test(answer))
      return { problem: 'the text holds half of a surrogate pair' };
    return undefined;
  },
};
