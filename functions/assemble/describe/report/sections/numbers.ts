import type { Manifest } from '#shared/domain/manifest.ts';
import { addUsage } from '#shared/domain/usage.ts';
import { checkAccounts } from '../../check-accounts.ts';
import { describeBatches } from '../../describe-batches.ts';
import { describeGrounding } from '../../describe-grounding.ts';
import { describeGuardrailUsage } from '../../describe-guarding.ts';
import { describeLife } from '../../describe-life.ts';
import { describeSaved } from '../../describe-saved.ts';
import { processedDocuments } from '../../find-attention.ts';
import { countOf, describeUsage, formatCount, formatShare, formatUsd } from '../../format-numbers.ts';
import type { Distribution } from '../../row-shape.ts';
import type { VersionSamples } from '../../version-samples.ts';
import { bounded } from '../bounded.ts';
import { type Content, type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { section } from './section.ts';

const maxNames = 20;

/** The headline numbers, what the rows are like, and the proof that the counts add up. */
export const numbersSection = (manifest: Manifest, { shape }: VersionSamples): Html => {
  const { documents, unfinished, failures, coverage, pairs, splits, usage, guarding } = manifest;
  const processed = processedDocuments(manifest).length;
  const paid = addUsage(Object.values(usage));
  const batches = describeBatches(manifest);
  return section(
    'numbers',
    html`<dl class="figures">${[
      figure(
        'Documents',
        formatCount(documents.length + unfinished.length + failures.length),
        `${formatCount(processed)} processed, ${formatCount(documents.length - processed)} rejected, ${formatCount(failures.length)} failed${unfinished.length > 0 ? `, ${formatCount(unfinished.length)} unfinished` : ''}`,
      ),
      figure(
        'Coverage',
        formatShare(coverage.covered, coverage.passages),
        `${formatCount(coverage.covered)} of ${countOf(coverage.passages, 'passage')} have a kept pair${coverage.facts > 0 ? `, ${formatCount(coverage.coveredFacts)} of ${countOf(coverage.facts, 'fact')}` : ''}`,
      ),
      figure(
        'Pairs kept',
        formatCount(pairs.kept),
        `${formatCount(splits.train)} train, ${formatCount(splits.validation)} validation; ${formatCount(pairs.redacted)} of them redacted`,
      ),
      figure(
        'Pairs rejected',
        formatCount(pairs.rejected),
        `${formatShare(pairs.rejected, pairs.generated)} of ${formatCount(pairs.generated)} generated`,
      ),
      ...(manifest.saved === null
        ? []
        : [figure('Saved prompts', formatCount(manifest.saved.lines), describeSaved(manifest))]),
      ...(manifest.grounding === null
        ? []
        : [
            figure(
              'Rows with their document',
              formatShare(manifest.grounding.withOracle, pairs.kept),
              describeGrounding(manifest),
            ),
          ]),
      figure(
        'Paid to models',
        formatUsd(paid.usd),
        paid.calls === 0
          ? 'no model was called'
          : `generation: ${describeUsage(usage.generator)}${batches === '' ? '' : `, ${batches}`}; judge: ${describeUsage(usage.judge)}; OCR: ${describeUsage(usage.ocr)}${manifest.spending === null ? '' : `; ${describeLife(manifest)}`}`,
      ),
      ...(guarding.usage.calls === 0
        ? []
        : [
            figure(
              'Paid to the guardrail',
              formatUsd(guarding.usage.usd),
              describeGuardrailUsage(guarding.usage),
            ),
          ]),
    ]}</dl>`,
    html`<div class="columns">${[
      distribution('Question types', 'Type', shape.questionTypes),
      distribution('Length of answers', 'Words', shape.answerWords),
      distribution('Made by', 'Generator', shape.generators),
    ]}</div>`,
    html`<h3>Do the counts add up?</h3>
<ul class="accounts">${checkAccounts(manifest).map(
      ({ statement, holds }) =>
        html`<li class="${holds ? 'holds' : 'problem'}"><strong>${holds ? 'Yes' : 'No'}</strong><span>${statement}</span></li>`,
    )}</ul>`,
  );
};

const figure = (name: string, value: string, explanation: string): Html =>
  html`<div><dt>${name}</dt><dd class="value">${value}</dd><dd>${explanation}</dd></div>`;

const distribution = (caption: string, title: string, counts: Distribution): Content => {
  const total = counts.reduce((sum, { rows }) => sum + rows, 0);
  if (total === 0) return null;
  const { shown, leftOut } = bounded(counts, maxNames, { in: 'train-*.parquet' });
  return html`<div>${table(
    caption,
    [{ title }, { title: 'Rows', isNumeric: true }, { title: 'Share', isNumeric: true }],
    shown.map(({ name, rows }) => [name, formatCount(rows), formatShare(rows, total)]),
  )}${leftOut}</div>`;
};
