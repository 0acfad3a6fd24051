import type { Manifest } from '#shared/domain/manifest.ts';
import { countOf, formatCount } from './format-numbers.ts';

/** How the rows of a version are grounded, in words; empty where they show no documents. */
export const describeGrounding = ({
  grounding,
  settings,
}: Pick<Manifest, 'grounding' | 'settings'>): string => {
  if (grounding === null) return '';
  const { withOracle, withoutOracle, unanswerable, byDistractors, short } = grounding;
  const refuses = Object.values(settings).some(({ context }) => context?.withoutOracle === 'refuse');
  const counts = Object.entries(byDistractors).map(
    ([distractors, rows]) => `${formatCount(rows)} with ${distractors}`,
  );
  return [
    `${formatCount(withOracle)} show the document that bears the answer, ${formatCount(withoutOracle)} do not and ${refuses ? 'refuse' : 'answer all the same'}, ${formatCount(unanswerable)} ask what no document answers`,
    `distractors: ${counts.join(', ') || 'none'}`,
    ...(short > 0 ? [`in ${countOf(short, 'row')} fewer than asked for, because there were no more`] : []),
  ].join('; ');
};
