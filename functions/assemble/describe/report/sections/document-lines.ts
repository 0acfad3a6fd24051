import type { OcrFacts } from '#shared/domain/document.ts';
import type { Manifest, ManifestDocument } from '#shared/domain/manifest.ts';
import { isDoubtful, isSparse, type ProcessedDocument } from '../../find-attention.ts';
import { countOf, formatBytes, formatCount, formatShare } from '../../format-numbers.ts';
import { bounded, clipped } from '../bounded.ts';
import { type Content, type Html, html } from '../html.ts';
import { row } from '../table.ts';
import { documentName } from './document-name.ts';
import { sectionCoverage } from './section-coverage.ts';

const maxSentences = 10;

export const documentColumns = [
  { title: 'Document' },
  { title: 'Status' },
  { title: 'Read as' },
  ...['Pages', 'Fidelity', 'Passages', 'Coverage', 'Kept', 'Redacted', 'Rejected'].map((title) => ({
    title,
    isNumeric: true,
  })),
];

/** A document of the version in two lines: its numbers, and what to unfold about it. */
export const documentLines = (document: ManifestDocument, manifest: Manifest): Html =>
  document.status === 'processed'
    ? lines(
        processedCells(document, manifest),
        unfold(document, document.conversion, linesWithoutRow(document, manifest)),
      )
    : lines(
        [
          documentName(document.sourceUri),
          marked('rejected', 'problem'),
          `${document.rejection.reason}: ${document.rejection.detail}`,
        ],
        unfold(document, { warnings: [], repairs: [] }),
      );

export const failureLines = ({ sourceUri, error, cause }: Manifest['failures'][number]): Html =>
  lines(
    [documentName(sourceUri), marked('failed', 'problem'), `${error}: ${clipped(cause, 300)}`],
    html`<p>${sourceUri}</p>`,
  );

export const unfinishedLines = ({ sourceUri, sha256 }: Manifest['unfinished'][number]): Html =>
  lines(
    [
      documentName(sourceUri),
      marked('unfinished', 'check'),
      'read, but not written as it was read: it is under way, waits for a batch, or was cut short',
    ],
    html`<p>${sourceUri}<br>SHA-256 <code>${sha256}</code></p>`,
  );

const lines = (
  cells: readonly Content[],
  more: Content,
): Html => html`<tbody class="document">${row(documentColumns, cells)}
<tr><td colspan="${documentColumns.length}">${more}</td></tr></tbody>`;

const processedCells = (document: ProcessedDocument, manifest: Manifest): Content[] => {
  const { sourceUri, conversion, coverage, pairs } = document;
  return [
    documentName(sourceUri),
    'processed',
    conversion.format,
    conversion.pages > 0 ? formatCount(conversion.pages) : '–',
    marked(formatShare(conversion.fidelity, 1), isDoubtful(document, manifest) && 'check'),
    formatCount(coverage.passages),
    marked(formatShare(coverage.covered, coverage.passages), isSparse(coverage) && 'check'),
    formatCount(pairs.kept),
    formatCount(pairs.redacted),
    formatCount(pairs.rejected),
  ];
};

const unfold = (
  document: ManifestDocument,
  { warnings, repairs, ocr }: Pick<ProcessedDocument['conversion'], 'warnings' | 'repairs' | 'ocr'>,
  lost: readonly string[] = [],
): Html => html`<details><summary>${
  doubts(warnings, ocr) + lost.length > 0
    ? marked(`${formatCount(doubts(warnings, ocr) + lost.length)} lost or doubtful`, 'check')
    : 'Details'
}</summary>
${sentences('Lost or doubtful', warnings)}
${sentences('Lines without a row', lost)}
${
  ocr &&
  sentences(
    'Pages kept out',
    ocr.rejectedPages.map(({ reason, detail }) => `${reason}: ${detail}`),
  )
}
${ocr && ocr.pages.length > 0 && html`<p>${readByOcr(ocr)}</p>`}
${sentences('Mended', repairs)}
${document.status === 'processed' && html`<p>Fidelity ${fidelityOf(document.conversion)}.</p>`}
${document.status === 'processed' && document.sections.length > 0 && sectionCoverage(document)}
<p>${document.sourceUri}, ${formatBytes(document.bytes)}${
  document.status === 'processed' && `, read by ${document.conversion.engine}`
}<br>SHA-256 <code>${document.sha256}</code></p></details>`;

/** What of the saved prompts gave no row; empty for every other document. */
const linesWithoutRow = ({ sourceUri }: ManifestDocument, { saved }: Manifest): string[] =>
  saved?.sourceUri === sourceUri ? saved.rejectedLines.map(({ detail }) => detail) : [];

/** The score with those of its parts that are known. */
const fidelityOf = ({ fidelity, fidelityParts }: ProcessedDocument['conversion']): string => {
  const known = Object.entries(fidelityParts).flatMap(([part, share]) =>
    share === null ? [] : [`${part} ${formatShare(share, 1)}`],
  );
  return `${formatShare(fidelity, 1)}: ${known.join(', ')}`;
};

const doubts = (warnings: readonly string[], ocr: OcrFacts | undefined): number =>
  warnings.length + (ocr?.rejectedPages.length ?? 0);

const readByOcr = ({ engine, pages }: OcrFacts): string => {
  const confidences = pages.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  const mean = confidences.reduce((sum, confidence) => sum + confidence, 0);
  return [
    `${countOf(pages.length, 'page')} read by OCR (${engine})`,
    confidences.length > 0 ? `with a mean confidence of ${formatShare(mean, confidences.length)}` : '',
    `: ${pages.map(({ page }) => page).join(', ')}.`,
  ].join(' ');
};

const sentences = (title: string, all: readonly string[]): Content => {
  if (all.length === 0) return null;
  const { shown, leftOut } = bounded(all, maxSentences, { in: 'manifest.json' });
  return html`<p>${title}:</p><ul>${shown.map((sentence) => html`<li>${sentence}</li>`)}</ul>${leftOut}`;
};

const marked = (text: string, weight: string | false): Content =>
  weight === false ? text : html`<span class="${weight}">${text}</span>`;
