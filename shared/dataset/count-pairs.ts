import type { PairCounts } from '../domain/outcome.ts';
import { type QuestionType, questionTypes } from '../domain/question-types.ts';
import { type AnyRow, isRejected } from '../domain/row.ts';
import { sum } from '../domain/sum.ts';

/** Counts rows by what became of them. A pair with several reasons counts under its first. */
export const countPairs = (rows: readonly AnyRow[]): PairCounts => {
  const rejected = rows.filter(isRejected);
  const kept = rows.filter((row) => !isRejected(row));
  return {
    generated: rows.length,
    kept: kept.length,
    redacted: kept.filter((row) => row.policy_decision === 'redacted').length,
    rejected: rejected.length,
    rejectedByReason: tally(rejected.map((row) => [row.rejection_reasons[0]?.reason ?? 'unstated', 1])),
    keptByType: countTypes((type) => kept.filter((row) => row.question_type === type).length),
  };
};

export const addPairs = (counts: readonly PairCounts[]): PairCounts => ({
  generated: sum(counts.map(({ generated }) => generated)),
  kept: sum(counts.map(({ kept }) => kept)),
  redacted: sum(counts.map(({ redacted }) => redacted)),
  rejected: sum(counts.map(({ rejected }) => rejected)),
  rejectedByReason: tally(counts.flatMap(({ rejectedByReason }) => Object.entries(rejectedByReason))),
  keptByType: countTypes((type) => sum(counts.map(({ keptByType }) => keptByType[type]))),
});

const countTypes = (count: (type: QuestionType) => number): PairCounts['keptByType'] =>
  Object.fromEntries(questionTypes.map((type) => [type, count(type)])) as PairCounts['keptByType'];

const tally = (entries: readonly (readonly [string, number])[]): Record<string, number> => {
  const totals: Record<string, number> = {};
  for (const [name, count] of entries) totals[name] = (totals[name] ?? 0) + count;
  return totals;
};
