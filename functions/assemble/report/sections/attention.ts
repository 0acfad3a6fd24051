import type { Manifest } from '#shared/domain/manifest.ts';
import { type AttentionPoint, findAttention } from '../../find-attention.ts';
import { countOf } from '../../format-numbers.ts';
import { type Html, html } from '../html.ts';
import { sectionTitles } from './section.ts';

const weights = { problem: 'Problem', check: 'Check', note: 'Note' } as const;

/** The verdict of the page in one line, and what it rests on. */
export const attentionSection = (manifest: Manifest): Html => {
  const points = findAttention(manifest);
  return html`
<section class="attention" aria-labelledby="attention-title">
<h2 id="attention-title">${summaryOf(points, manifest)}</h2>
${points.length > 0 && html`<ul>${points.map(pointItem)}</ul>`}
</section>`;
};

const summaryOf = (points: readonly AttentionPoint[], { pairs }: Manifest): string => {
  if (pairs.kept === 0) return 'There is nothing to train on in this version.';
  const rows = `${countOf(pairs.kept, 'row')} to train on`;
  const problems = points.filter(({ weight }) => weight === 'problem').length;
  const checks = points.filter(({ weight }) => weight === 'check').length;
  if (problems > 0) return `${rows}, with ${countOf(problems, 'problem')} to solve first.`;
  if (checks > 0) return `${rows}, with ${countOf(checks, 'point')} to check first.`;
  return `${rows}. Nothing needs attention.`;
};

const pointItem = ({ weight, text, section }: AttentionPoint): Html =>
  html`<li class="${weight}"><strong>${weights[weight]}</strong> ${text} <a href="#${section}">${sectionTitles[section]}</a></li>`;
