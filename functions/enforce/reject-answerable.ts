import type { FindAnswer } from '#shared/domain/may-answer.ts';
import type { Verdict } from '#shared/domain/verdict.ts';

/**
 * Turns down a question that is meant to have no answer when another passage of the document speaks of what it asks: the
 * generator has seen one passage and cannot know. `shown` are the passages that it has seen.
 */
export const rejectAnswerable = (
  verdict: Verdict,
  findAnswer: FindAnswer,
  shown: ReadonlySet<string>,
): Verdict => {
  if (verdict.pair.questionType !== 'unanswerable' || verdict.decision === 'rejected') return verdict;
  const passageId = findAnswer(verdict.pair.question, shown);
  return passageId === undefined
    ? verdict
    : {
        ...verdict,
        decision: 'rejected',
        rejections: [
          {
            reason: 'maybe-answerable',
            detail: `${passageId}, another passage of the document, speaks of what it asks.`,
          },
        ],
      };
};
