import type { Rejection } from '#shared/domain/rejection.ts';
import { type AnyRow, isRejected } from '#shared/domain/row.ts';
import type { JudgedPassage } from './build-rows.ts';

/** Coverage is a promise: a passage without a kept pair has a recorded reason. */
export const explainUncovered = (judged: readonly JudgedPassage[], rows: readonly AnyRow[]): Rejection[] => {
  const covered = new Set(rows.filter((row) => !isRejected(row)).map((row) => row.passage_id));
  return judged
    .filter(({ passage }) => !covered.has(passage.id))
    .map(({ passage, enforcement: { generation, verdicts } }) => ({
      subject: 'passage',
      passageId: passage.id,
      headingPath: passage.headingPath,
      ...reasonFor(generation.failure, verdicts.length),
    }));
};

const reasonFor = (failure: string | null, pairs: number) => {
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
