import { holdsCode } from '../../functions/generate/extractive/code-text.ts';
import { openDefinites } from '../../functions/generate/extractive/definites.ts';
import { refersBack } from '../../functions/generate/extractive/references.ts';

interface Said {
  readonly question: string;
  readonly answer: string;
}

/** What a machine can tell of a bad pair without its document. The labels of readers show how much of it that is. */
export const flags: Readonly<Record<string, (pair: Said) => boolean>> = {
  'question opens small': ({ question }) => /^\p{Ll}/u.test(question),
  'answer opens small': ({ answer }) => /^\p{Ll}/u.test(answer),
  'answer without a full stop': ({ answer }) => !/[.!?)”"']$/.test(answer),
  'repeated word': ({ question }) => /\b(\w+) \1\b/i.test(question),
  'question of over 25 words': ({ question }) => question.split(/\s+/).length > 25,
  'answer of over 150 words': ({ answer }) => answer.split(/\s+/).length > 150,
  'code in the question': ({ question }) => holdsCode(question),
  'question points back': ({ question }) => refersBack(question),
  'answer points back': ({ question, answer }) => refersBack(answer, question),
  'question with an open “the”': ({ question }) => openDefinites(question).length > 0,
  'name in small letters': ({ question }) => /“\p{Ll}+”\?$/u.test(question),
};

export const isFlagged = (pair: Said): boolean => Object.values(flags).some((flag) => flag(pair));
