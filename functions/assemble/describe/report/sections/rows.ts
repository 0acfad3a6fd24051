import type { Manifest } from '#shared/domain/manifest.ts';
import { type AnyRow, documentsOf, type Row } from '#shared/domain/row.ts';
import { belowContext } from '../../../rows/ground/render-turns.ts';
import { countOf, formatCount } from '../../format-numbers.ts';
import type { VersionSamples } from '../../version-samples.ts';
import { clipped } from '../bounded.ts';
import { type Content, type Html, html } from '../html.ts';
import { documentName } from './document-name.ts';
import { section } from './section.ts';

const maxQuotes = 5;

/** Rows as a trainer will feed them, by question type, with what bears their answers. */
export const rowsSection = ({ pairs }: Manifest, { kept, shape }: VersionSamples): Html =>
  section(
    'rows',
    kept.length === 0
      ? html`<p>No pair was kept.</p>`
      : html`<p>${formatCount(kept.length)} of ${countOf(pairs.kept, 'row')}, drawn by hash and spread over documents and question types: a fair sample, not the best. All rows: <code>train-*.parquet</code>, <code>validation-*.parquet</code></p>`,
    shape.questionTypes.map(({ name, rows }) =>
      rowsOfType(
        name,
        rows,
        kept.filter(({ question_type }) => question_type === name),
      ),
    ),
  );

const rowsOfType = (type: string, count: number, [first, ...others]: readonly Row[]): Html => html`
<h3>${type} <span class="count">${countOf(count, 'row')}</span></h3>
${first && rowArticle(first)}
${
  others.length > 0 &&
  html`<details><summary>${countOf(others.length, 'more row')} of this type</summary>${others.map(rowArticle)}</details>`
}`;

const rowArticle = (row: Row): Html => html`
<article class="row">
<header>${place(row)}</header>
<dl class="turns">${row.messages.map(
  ({ role, content }, index) =>
    html`${index === row.messages.findIndex((message) => message.role === 'user') && shownDocuments(row)}<div class="${role}"><dt>${role}</dt><dd dir="auto">${clipped(role === 'user' && documentsOf(row).length > 0 ? belowContext(content) : content)}</dd></div>`,
)}</dl>
<div class="bearing">${evidence(row)}<p class="facts">${facts(row)}</p></div>
</article>`;

/** What stands above the question, numbered as the answer cites it. */
const shownDocuments = (row: AnyRow): Content => {
  const documents = documentsOf(row);
  return (
    documents.length > 0 &&
    html`<div class="documents"><dt>documents</dt><dd>${documents.map(
      ({ content, is_oracle }, index) =>
        html`<details><summary>${index + 1}. ${headingsOf(content)}${is_oracle && html` <strong>bears the answer</strong>`}</summary><div dir="auto">${clipped(content, 2000)}</div></details>`,
    )}</dd></div>`
  );
};

const headingsOf = (content: string): string => clipped(content.split('\n')[0] ?? '', 120);

/** Where a row comes from: document, page and headings. */
export const place = ({ source_uri, page, heading_path }: Row): Html =>
  html`<strong>${documentName(source_uri)}</strong>${page !== null && html`, page ${page}`}${
    heading_path.length > 0 && html` <span class="path">${heading_path.join(' › ')}</span>`
  }`;

const evidence = ({ evidence: quotes }: Row): Content =>
  quotes.length > 0 && [
    html`<p class="label">Evidence, word for word</p>`,
    quotes
      .slice(0, maxQuotes)
      .map((quote) => html`<blockquote dir="auto">${clipped(quote, 1500)}</blockquote>`),
    quotes.length > maxQuotes &&
      html`<p class="left-out">${formatCount(maxQuotes)} of ${formatCount(quotes.length)} quotes shown.</p>`,
  ];

const facts = (row: Row): Content[] => {
  const { grounding, judge } = row.scores;
  return [
    [
      row.split,
      row.policy_decision === 'redacted' ? 'redacted by policy' : 'nothing redacted',
      grounding !== null && `grounding ${grounding.toFixed(2)}`,
      judge !== null && `judge ${judge.toFixed(2)}`,
    ]
      .filter(Boolean)
      .join(' · '),
    html` <code>${row.finetuning_data_element_id}</code>`,
  ];
};
