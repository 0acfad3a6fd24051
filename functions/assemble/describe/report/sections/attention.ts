import type { Manifest } from '#shared/domain/manifest.ts';
import { type AttentionPoint, findAttention } from '../../find-attention.ts';
import { countOf, formatCount } from '../../format-numbers.ts';
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

const summaryOf = (points: readonly AttentionPoint[], { pairs, splits }: Manifest): string => {
  if (pairs.kept === 0) return 'There is nothing to train on in this version.';
  const problems = points.filter(({ weight }) => weight === 'problem').length;
  const checks = points.filter(({ weight }) => weight === 'check').length;
  const rest =
    problems > 0
      ? `${countOf(problems, 'problem')} to solve first.`
      : checks > 0
        ? `${countOf(checks, 'point')} to check first.`
        : 'Nothing needs attention.';
  return `${countOf(splits.train, 'row')} to train on, ${formatCount(splits.validation)} to validate with. ${rest}`;
};

const pointItem = ({ weight, text, section }: AttentionPoint): Html =>
  html`<li class="${weight}"><strong>${weights[weight]}</strong><span>${text} <a href="#${section}">${sectionTitles[section]}</a></span></li>`;
