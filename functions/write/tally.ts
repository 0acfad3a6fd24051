import type { PairCounts } from '#shared/domain/outcome.ts';
import type { Usage } from '#shared/domain/pair.ts';
import type { Rejection } from '#shared/domain/rejection.ts';
import type { RejectedRow, Row } from '#shared/domain/row.ts';
import type { Enforcement } from '#shared/domain/verdict.ts';
import { isRejected, type JudgedPassage } from './build-rows.ts';

export const countPairs = (rows: readonly (Row | RejectedRow)[]): PairCounts => {
  const rejected = rows.filter(isRejected);
  const kept = rows.filter((row) => !isRejected(row));
  const rejectedByReason: Record<string, number> = {};
  for (const { rejection_reasons } of rejected) {
    const reason = rejection_reasons[0]?.reason ?? 'unknown';
    rejectedByReason[reason] = (rejectedByReason[reason] ?? 0) + 1;
  }
  return {
    generated: rows.length,
    kept: kept.length,
    redacted: kept.filter((row) => row.policy_decision === 'redacted').length,
    rejected: rejected.length,
    rejectedByReason,
  };
};

export const addUsage = (enforcements: readonly Enforcement[]): Usage =>
  enforcements.reduce<Usage>(
    (sum, { generation: { usage } }) => ({
      calls: sum.calls + usage.calls,
      inputTokens: sum.inputTokens + usage.inputTokens,
      outputTokens: sum.outputTokens + usage.outputTokens,
    }),
    { calls: 0, inputTokens: 0, outputTokens: 0 },
  );

/** Coverage is a promise: a passage without a kept pair has a recorded reason. */
export const explainUncovered = (
  judged: readonly JudgedPassage[],
  rows: readonly (Row | RejectedRow)[],
): Rejection[] => {
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
