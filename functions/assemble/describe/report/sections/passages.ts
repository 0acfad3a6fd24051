import type { Manifest } from '#shared/domain/manifest.ts';
import type { Rejection } from '#shared/domain/rejection.ts';
import { explainReason } from '../../explain-reason.ts';
import { processedDocuments } from '../../find-attention.ts';
import { countOf, formatCount } from '../../format-numbers.ts';
import { rankCounts } from '../../rank-counts.ts';
import { bounded, clipped } from '../bounded.ts';
import { type Content, type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { documentName } from './document-name.ts';
import { section } from './section.ts';

const maxPassages = 100;

/** What the dataset does not speak of: every passage without a kept pair has a reason. */
export const passagesSection = (manifest: Manifest): Html => {
  const uncovered = processedDocuments(manifest).flatMap(({ sourceUri, uncovered }) =>
    uncovered.map((rejection) => ({ sourceUri, rejection })),
  );
  if (uncovered.length === 0)
    return section(
      'passages',
      html`<p>Each of the ${countOf(manifest.coverage.passages, 'passage')} has a kept pair.</p>`,
    );
  const { shown, leftOut } = bounded(uncovered, maxPassages, { in: 'manifest.json' });
  return section(
    'passages',
    table(
      'Reasons for passages without a pair',
      [{ title: 'Reason' }, { title: 'What it means' }, { title: 'Passages', isNumeric: true }],
      countReasons(uncovered.map(({ rejection }) => rejection)).map(([reason, count]) => [
        html`<span class="term">${reason}</span>`,
        explainReason(reason),
        formatCount(count),
      ]),
    ),
    html`<h3>Which passages</h3>`,
    leftOut,
    table(
      'Passages without a kept pair',
      [{ title: 'Passage' }, { title: 'Document' }, { title: 'Reason' }, { title: 'In detail' }],
      shown.map(({ sourceUri, rejection }) => [
        passageName(rejection),
        documentName(sourceUri),
        html`<span class="term">${rejection.reason}</span>`,
        clipped(rejection.detail, 500),
      ]),
    ),
  );
};

const passageName = (rejection: Rejection): Content =>
  rejection.subject !== 'passage'
    ? 'the whole document'
    : rejection.headingPath.length > 0
      ? rejection.headingPath.join(' › ')
      : html`<code>${rejection.passageId}</code>`;

const countReasons = (rejections: readonly Rejection[]) => {
  const counts = new Map<string, number>();
  for (const { reason } of rejections) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return rankCounts(counts);
};
