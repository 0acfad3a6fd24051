import type { Manifest } from '#shared/domain/manifest.ts';
import { questionOf, type RejectedRow } from '#shared/domain/row.ts';
import { explainReason } from '../../explain-reason.ts';
import { countOf, formatCount, formatShare } from '../../format-numbers.ts';
import { rankCounts } from '../../rank-counts.ts';
import type { VersionSamples } from '../../version-samples.ts';
import { bounded, clipped } from '../bounded.ts';
import { type Content, type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { place } from './rows.ts';
import { section } from './section.ts';

/** Why pairs were kept out, with pairs to judge the judgement by. */
export const rejectionsSection = ({ pairs }: Manifest, { rejected }: VersionSamples): Html => {
  const reasons = rankCounts(Object.entries(pairs.rejectedByReason));
  if (reasons.length === 0)
    return section('rejections', html`<p>None of the ${countOf(pairs.generated, 'pair')} was rejected.</p>`);
  return section(
    'rejections',
    html`<p>A pair with several reasons counts under the first. Each rejected pair, with all of its reasons, is a row of <code>rejected-*.parquet</code>; its text is redacted there too.</p>`,
    table(
      'Reasons for rejection',
      [
        { title: 'Reason' },
        { title: 'What it means' },
        { title: 'Pairs', isNumeric: true },
        { title: 'Of generated', isNumeric: true },
      ],
      reasons.map(([reason, count]) => [
        html`<span class="term">${reason}</span>`,
        explainReason(reason) ?? '',
        formatCount(count),
        formatShare(count, pairs.generated),
      ]),
    ),
    html`<h3>Examples</h3>`,
    reasons.map(([reason, count]) =>
      examples(
        reason,
        count,
        rejected.filter((row) => firstReason(row) === reason),
      ),
    ),
  );
};

const firstReason = (row: RejectedRow): string => row.rejection_reasons[0]?.reason ?? 'unstated';

const examples = (reason: string, count: number, rows: readonly RejectedRow[]): Html => {
  const { leftOut } = bounded(rows, rows.length, { of: count, in: 'rejected-*.parquet' });
  return html`<details class="examples"><summary>${reason} <span class="count">${countOf(count, 'pair')}</span></summary>
${rows.map(rejectedArticle)}${leftOut}</details>`;
};

const rejectedArticle = (row: RejectedRow): Html => html`
<article class="row">
<header>${place(row)}</header>
<dl class="turns">
<div class="user"><dt>question</dt><dd dir="auto">${clipped(questionOf(row), 1500)}</dd></div>
<div class="assistant"><dt>answer</dt><dd dir="auto">${clipped(answerOf(row), 1500)}</dd></div>
</dl>
<div class="bearing"><p class="label">Why it was kept out</p>
${row.rejection_reasons.map(explanation)}
<p class="facts"><code>${row.finetuning_data_element_id}</code></p></div>
</article>`;

const answerOf = ({ messages }: RejectedRow): string =>
  messages.findLast(({ role }) => role === 'assistant')?.content ?? '';

const explanation = ({ reason, detail }: RejectedRow['rejection_reasons'][number]): Content =>
  html`<p class="why"><strong>${reason}</strong> ${clipped(detail, 1500)}</p>`;
