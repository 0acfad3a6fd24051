import type { Manifest, ManifestDocument } from '#shared/domain/manifest.ts';
import { explainReason } from '../../explain-reason.ts';
import { attentionBelow, isSparse, type ProcessedDocument } from '../../find-attention.ts';
import { formatBytes, formatCount, formatShare } from '../../format-numbers.ts';
import { bounded } from '../bounded.ts';
import { type Content, type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { documentName } from './document-name.ts';
import { section } from './section.ts';

const maxDocuments = 300;
const maxSentences = 10;

const columns = [
  { title: 'Document' },
  { title: 'Status' },
  { title: 'Read as' },
  { title: 'Pages', isNumeric: true },
  { title: 'Fidelity', isNumeric: true },
  { title: 'Passages', isNumeric: true },
  { title: 'Coverage', isNumeric: true },
  { title: 'Kept', isNumeric: true },
  { title: 'Redacted', isNumeric: true },
  { title: 'Rejected', isNumeric: true },
];

/** Every document that was offered: what gave no rows first, then by coverage, the lowest first. */
export const documentsSection = ({ documents, failures }: Manifest): Html => {
  const lines = [...failures.map(failureCells), ...documents.toSorted(byNeed).map(documentCells)];
  const { shown, leftOut } = bounded(lines, maxDocuments, { in: 'manifest.json' });
  return section(
    'documents',
    html`<p>Those that gave no rows stand first, then those with the lowest coverage. Fidelity estimates, without a reference to compare with, how much of a document survived conversion to Markdown.</p>
<p class="filter" hidden><label>Show documents with <input type="search" data-filter="#documents tbody tr"></label></p>`,
    leftOut,
    table('Documents and what became of them', columns, shown),
  );
};

const byNeed = (a: ManifestDocument, b: ManifestDocument): number =>
  coveredShare(a) - coveredShare(b) || (a.sourceUri < b.sourceUri ? -1 : 1);

const coveredShare = (document: ManifestDocument): number =>
  document.status === 'rejected' ? -1 : document.coverage.covered / Math.max(1, document.coverage.passages);

const failureCells = ({ sourceUri, error, cause }: Manifest['failures'][number]): Content[] => [
  [documentName(sourceUri), html`<p class="problem">${error}: ${cause}</p>`],
  mark('failed', 'problem'),
  ...nothing(8),
];

const documentCells = (document: ManifestDocument): Content[] =>
  document.status === 'processed' ? processedCells(document) : rejectedCells(document);

const rejectedCells = (document: Extract<ManifestDocument, { status: 'rejected' }>): Content[] => {
  const { sourceUri, rejection } = document;
  return [
    [
      documentName(sourceUri),
      html`<p class="problem">${explainReason(rejection.reason)} ${rejection.detail}</p>`,
      identity(document),
    ],
    mark('rejected', 'problem'),
    ...nothing(8),
  ];
};

const processedCells = (document: ProcessedDocument): Content[] => {
  const { sourceUri, conversion, coverage, pairs } = document;
  const isDoubtful = conversion.fidelity < attentionBelow.fidelity;
  return [
    [
      documentName(sourceUri),
      identity(
        document,
        sentences('Lost or doubtful', conversion.warnings),
        sentences('Mended', conversion.repairs),
      ),
    ],
    'processed',
    [conversion.format, html`<span class="engine">${conversion.engine}</span>`],
    conversion.pages > 0 ? formatCount(conversion.pages) : '–',
    mark(formatShare(conversion.fidelity, 1), isDoubtful && 'check'),
    formatCount(coverage.passages),
    mark(formatShare(coverage.covered, coverage.passages), isSparse(coverage) && 'check'),
    formatCount(pairs.kept),
    formatCount(pairs.redacted),
    formatCount(pairs.rejected),
  ];
};

const identity = (document: ManifestDocument, ...more: readonly Content[]): Html => {
  const sentencesInside = document.status === 'processed' ? document.conversion.warnings.length : 0;
  return html`<details><summary>${sentencesInside > 0 ? html`<span class="check">${formatCount(sentencesInside)} to know</span>` : 'Details'}</summary>
${more}
<p>${document.sourceUri}<br>${formatBytes(document.bytes)}, SHA-256 <code>${document.sha256}</code></p></details>`;
};

const sentences = (title: string, all: readonly string[]): Content => {
  if (all.length === 0) return null;
  const { shown, leftOut } = bounded(all, maxSentences, { in: 'manifest.json' });
  return html`<p>${title}:</p><ul>${shown.map((sentence) => html`<li>${sentence}</li>`)}</ul>${leftOut}`;
};

const mark = (text: string, weight: string | false): Content =>
  weight === false ? text : html`<span class="${weight}">${text}</span>`;

const nothing = (cells: number): Content[] => Array.from({ length: cells }, () => '–');
