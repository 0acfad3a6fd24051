import type { Manifest } from '#shared/domain/manifest.ts';
import { countOf, formatCount } from './format-numbers.ts';

/** How the rows of a version are grounded, in words; empty where they show no documents. */
export const describeGrounding = ({ grounding }: Pick<Manifest, 'grounding'>): string => {
  if (grounding === null) return '';
  const { withOracle, withoutOracle, refusing, unanswerable, byDistractors, short } = grounding;
  const answering = withoutOracle - refusing;
  const counts = Object.entries(byDistractors).map(
    ([distractors, rows]) => `${formatCount(rows)} with ${distractors}`,
  );
  return [
    [
      `${formatCount(withOracle)} show the document that bears the answer`,
      ...(refusing > 0 || answering === 0 ? [`${formatCount(refusing)} do not and refuse`] : []),
      ...(answering > 0 ? [`${formatCount(answering)} do not and answer all the same`] : []),
      `${formatCount(unanswerable)} ask what no document answers`,
    ].join(', '),
    `distractors: ${counts.join(', ') || 'none'}`,
    ...(short > 0 ? [`in ${countOf(short, 'row')} fewer than asked for, because no more were found`] : []),
  ].join('; ');
};
