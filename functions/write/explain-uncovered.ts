import { isWithheld, type Passage } from '#shared/domain/passage.ts';
import type { Rejection } from '#shared/domain/rejection.ts';
import { type AnyRow, isRejected } from '#shared/domain/row.ts';
import { addUsage } from '#shared/domain/usage.ts';
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
      ...reasonFor(passage, enforcement),
    }));
};

const reasonFor = (passage: Passage, { generations, shortfalls, verdicts }: Enforcement) => {
  if (isWithheld(passage))
    return {
      reason: 'withheld' as const,
      detail: `A detector failed on it (${passage.findings.map(({ detector }) => detector).join(', ')}), so policy withholds it and nobody was asked about it.`,
    };
  const failure = generations.find((generation) => generation.failure !== null)?.failure;
  const { usd } = addUsage(shortfalls.map(({ likely }) => likely));
  if (shortfalls.length > 0)
    return {
      reason: 'budget-exhausted' as const,
      detail: `Too little was left of the budget; its pairs and their judge cost about ${usd === null ? 'an unknown sum' : `$${usd}`} more.`,
    };
  if (verdicts.length > 0)
    return {
      reason: 'all-pairs-rejected' as const,
      detail: `None of its ${verdicts.length} pairs passed enforcement; the rejected shard says why.`,
    };
  if (failure != null) return { reason: 'generation-failed' as const, detail: failure };
  return {
    reason: 'nothing-to-ask' as const,
    detail: 'The generator found nothing in the passage that it could ask about with confidence.',
  };
};
