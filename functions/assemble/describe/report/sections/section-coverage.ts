import type { ProcessedDocument } from '../../find-attention.ts';
import { formatCount, formatShare } from '../../format-numbers.ts';
import { bounded } from '../bounded.ts';
import { type Html, html } from '../html.ts';
import { table } from '../table.ts';

const maxSections = 50;

/** How much of each section of a document speaks in the version; facts only where the generator has listed any. */
export const sectionCoverage = ({ sections, coverage }: ProcessedDocument): Html => {
  const { shown, leftOut } = bounded(sections, maxSections, { in: 'manifest.json' });
  const hasFacts = coverage.facts > 0;
  return html`${table(
    'Coverage by section',
    [
      { title: 'Section' },
      { title: 'Passages', isNumeric: true },
      { title: 'With a pair', isNumeric: true },
      ...(hasFacts
        ? [
            { title: 'Facts', isNumeric: true },
            { title: 'With a pair', isNumeric: true },
          ]
        : []),
    ],
    shown.map(({ headingPath, passages, covered, facts, coveredFacts }) => [
      headingPath.join(' › ') || '(no heading)',
      formatCount(passages),
      formatShare(covered, passages),
      ...(hasFacts ? [formatCount(facts), formatShare(coveredFacts, facts)] : []),
    ]),
  )}${leftOut}`;
};
