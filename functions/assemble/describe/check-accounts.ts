import type { Manifest, SavedSummary } from '#shared/domain/manifest.ts';
import { countOf, formatCount } from './format-numbers.ts';

/** Something that was counted twice, on different ways, and must come out the same. */
export interface Account {
  readonly statement: string;
  readonly holds: boolean;
}

/** Holds the version to its promise that nothing is dropped in silence: what went in is kept or has a reason. */
export const checkAccounts = ({ documents, pairs, splits, coverage, saved }: Manifest): Account[] => {
  const reasons = Object.values(pairs.rejectedByReason).reduce((sum, count) => sum + count, 0);
  const explained = documents.reduce(
    (sum, document) => sum + (document.status === 'processed' ? document.uncovered.length : 0),
    0,
  );
  return [
    {
      statement: `${countOf(pairs.generated, 'pair')} generated = ${formatCount(pairs.kept)} kept + ${formatCount(pairs.rejected)} rejected`,
      holds: pairs.generated === pairs.kept + pairs.rejected,
    },
    {
      statement: `${formatCount(pairs.kept)} kept = ${formatCount(splits.train)} in train + ${formatCount(splits.validation)} in validation`,
      holds: pairs.kept === splits.train + splits.validation,
    },
    {
      statement: `${formatCount(pairs.rejected)} rejected = ${countOf(splits.rejected, 'row')} in the rejected file = ${formatCount(reasons)} with a reason`,
      holds: pairs.rejected === splits.rejected && pairs.rejected === reasons,
    },
    {
      statement: `${countOf(coverage.passages, 'passage')} = ${formatCount(coverage.covered)} with a kept pair + ${formatCount(explained)} with a recorded reason`,
      holds: coverage.passages === coverage.covered + explained,
    },
    ...(saved === null ? [] : [accountOf(saved)]),
  ];
};

const accountOf = ({ lines, kept, rejected, withdrawals, rejectedLines }: SavedSummary): Account => ({
  statement: `${countOf(lines, 'line')} of saved prompts = ${formatCount(kept)} kept + ${formatCount(rejected)} rejected + ${countOf(withdrawals, 'withdrawal')} + ${formatCount(rejectedLines.length)} without a row`,
  holds: lines === kept + rejected + withdrawals + rejectedLines.length,
});
