import type { Rejection } from '#shared/domain/rejection.ts';
import { type AnyRow, isRejected } from '#shared/domain/row.ts';
import type { Enforcement } from '#shared/domain/verdict.ts';
import type { JudgedPassage } from './build-rows.ts';

/** Coverage is a promise: a passage without a kept pair has a recorded reason. */
export const explainUncovered = (judged: readonly JudgedPassage[], rows: readonly AnyRow[]): Rejection[] => {
  const covered = new Set(rows.filter((row) => !isRejected(row)).map((row) => row.passage_id));
  return judged
    .filter(({ passage }) => !covered.has(passage.id))
    .map(({ passage, enforcement }) => ({
      subject: 'passage',
      passageId: passage.id,
      headingPath: passage.headingPath,
      ...reasonFor(enforcement),
    }));
};

const reasonFor = ({ generation, judgeShortfall, verdicts }: Enforcement) => {
  const { failure, shortfall } = generation;
  const pairs = verdicts.length;
  if (shortfall !== null)
    return {
      reason: 'budget-exhausted' as const,
      detail: `Too little was left of the budget; its pairs cost about $${shortfall.likelyUsd}.`,
    };
  if (judgeShortfall !== null)
    return {
      reason: 'budget-exhausted' as const,
      detail: `Too little was left of the budget for the judge, who costs about $${judgeShortfall.likelyUsd}.`,
    };
  if (failure !== null) return { reason: 'generation-failed' as const, detail: failure };
  if (pairs === 0)
    return {
      reason: 'nothing-to-ask' as const,
      detail: 'The generator found nothing in the passage that it could ask about with confidence.',
    };
  return {
    reason: 'all-pairs-rejected' as const,
    detail: `None of its ${pairs} pairs passed enforcement; the rejected shard says why.`,
  };
};
