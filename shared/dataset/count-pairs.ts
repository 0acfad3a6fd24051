import type { PairCounts } from '../domain/outcome.ts';
import { type AnyRow, isRejected } from '../domain/row.ts';

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
  };
};

export const addPairs = (counts: readonly PairCounts[]): PairCounts => ({
  generated: sum(counts.map(({ generated }) => generated)),
  kept: sum(counts.map(({ kept }) => kept)),
  redacted: sum(counts.map(({ redacted }) => redacted)),
  rejected: sum(counts.map(({ rejected }) => rejected)),
  rejectedByReason: tally(counts.flatMap(({ rejectedByReason }) => Object.entries(rejectedByReason))),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const tally = (entries: readonly (readonly [string, number])[]): Record<string, number> => {
  const totals: Record<string, number> = {};
  for (const [name, count] of entries) totals[name] = (totals[name] ?? 0) + count;
  return totals;
};
