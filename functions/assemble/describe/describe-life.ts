import { paidUsd } from '#shared/domain/ledger.ts';
import type { Manifest } from '#shared/domain/manifest.ts';
import { countOf, formatUsd } from './format-numbers.ts';

/**
 * What models were paid over the life of a dataset; empty where that is not known. A call without a price adds nothing to
 * the sum, so the sum is then only the least that was paid.
 */
export const describeLife = ({ spending, usage }: Pick<Manifest, 'spending' | 'usage'>): string => {
  if (spending === null) return '';
  const { lostUsd, budgetUsd } = spending;
  const unpriced = [usage.generator, usage.judge]
    .filter(({ usd }) => usd === null)
    .reduce((sum, { calls }) => sum + calls, 0);
  const paid = formatUsd(paidUsd(spending));
  const budget = budgetUsd === null ? '' : ` of a budget of ${formatUsd(budgetUsd)}`;
  const lost = lostUsd > 0 ? `, ${formatUsd(lostUsd)} of it perhaps, for calls whose answer was lost` : '';
  const more = unpriced > 0 ? `; of ${countOf(unpriced, 'call')} some or all have no price` : '';
  return `in the life of the dataset ${unpriced > 0 ? 'at least ' : ''}${paid}${budget}${lost}${more}`;
};
