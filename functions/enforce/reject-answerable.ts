import { distinct } from '#shared/domain/distinct.ts';
import type { AnswerFinder, SearchedPassage } from '#shared/domain/may-answer.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { reject } from './ask-judge.ts';

/** A question that is meant to have no answer, and that nothing else speaks against. */
const isOpen = ({ pair, decision }: Verdict): boolean =>
  pair.questionType === 'unanswerable' && decision !== 'rejected';

/**
 * Turns down a question that is meant to have no answer when another passage of the document speaks of what it asks: the
 * generator has seen one passage and cannot know. `shown` are the passages that it has seen.
 */
export const rejectAnswerable = (
  verdict: Verdict,
  answers: AnswerFinder<SearchedPassage>,
  shown: ReadonlySet<string>,
): Verdict => {
  const passage = isOpen(verdict) ? answers.likely(verdict.pair.question, shown) : undefined;
  if (passage === undefined) return verdict;
  const detail = `${passage.id}, another passage of the document, speaks of what it asks.`;
  return reject(verdict, [{ reason: 'maybe-answerable', detail }]);
};

/** The other passages that a judge must read to say of the open questions whether they have no answer. */
export const passagesToConsult = <Searched extends SearchedPassage>(
  verdicts: readonly Verdict[],
  answers: AnswerFinder<Searched>,
  shown: ReadonlySet<string>,
): Searched[] => [
  ...new Set(verdicts.filter(isOpen).flatMap(({ pair }) => answers.possible(pair.question, shown))),
];

/** Names all that verdicts on questions without an answer hang on beside their own passage: a changed one judges anew. */
export const consultedFor = (
  verdicts: readonly Verdict[],
  answers: AnswerFinder<Passage>,
  { id }: Passage,
): string[] => {
  const consulted = verdicts
    .filter(({ pair }) => pair.questionType === 'unanswerable')
    .flatMap(({ pair }) => answers.possible(pair.question, new Set([id])));
  return distinct(consulted.map(({ sha256 }) => sha256));
};
