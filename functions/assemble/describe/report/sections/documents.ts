import type { Manifest, ManifestDocument } from '#shared/domain/manifest.ts';
import { isSavedPrompts } from '#shared/domain/saved-prompt.ts';
import { bounded } from '../bounded.ts';
import { type Html, html } from '../html.ts';
import { tableOf } from '../table.ts';
import { documentColumns, documentLines, failureLines, unfinishedLines } from './document-lines.ts';
import { section } from './section.ts';

const maxDocuments = 300;

/** Every document that was offered: what gave no rows first, then by coverage, the lowest first. */
export const documentsSection = (manifest: Manifest): Html => {
  const { documents, unfinished, failures } = manifest;
  const all = [
    ...failures.map((failure) => () => failureLines(failure)),
    ...unfinished.map((document) => () => unfinishedLines(document)),
    ...documents.toSorted(byNeed).map((document) => () => documentLines(document, manifest)),
  ];
  const { shown, leftOut } = bounded(all, maxDocuments, { in: 'manifest.json' });
  return section(
    'documents',
    html`<p>Those that gave no rows stand first, then those with the lowest coverage. Fidelity estimates, without a reference to compare with, how much of a document survived conversion to Markdown.</p>
<p class="filter" hidden><label>Show documents with <input type="search" data-filter="#documents tbody"></label></p>`,
    leftOut,
    tableOf(
      'Documents and what became of them',
      documentColumns,
      shown.map((lines) => lines()),
    ),
  );
};

const byNeed = (a: ManifestDocument, b: ManifestDocument): number =>
  coveredShare(a) - coveredShare(b) || (a.sourceUri < b.sourceUri ? -1 : 1);

const coveredShare = (document: ManifestDocument): number =>
  document.status === 'rejected'
    ? -1
    : isSavedPrompts(document)
      ? 1
      : document.coverage.covered / Math.max(1, document.coverage.passages);
