import type { SavedSummary } from '#shared/domain/manifest.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { type AnyRow, isRejected, isSaved } from '#shared/domain/row.ts';
import type { SavedEntry } from '#shared/domain/saved-prompt.ts';
import type { FinishedDocument } from '../finished-document.ts';
import type { Claim } from './claims.ts';

/** Counts what became of the saved prompts while the documents of a version come by. */
export const createSavedCounter = (claims: readonly Claim[]) => {
  const missing = new Set(claims.map(({ rowId }) => rowId));
  let summary: Omit<SavedSummary, 'unmatched'> | null = null;
  return {
    add: (finished: FinishedDocument, rows: readonly AnyRow[], passages: readonly Passage[]): void => {
      for (const row of rows) if (!gaveWay(row)) missing.delete(row.finetuning_data_element_id);
      summary ??= summarize(finished, rows, passages);
    },
    /** Null where the dataset has none. */
    summary: (): SavedSummary | null =>
      summary && {
        ...summary,
        unmatched: claims
          .filter(({ rowId }) => missing.has(rowId))
          .map(({ line, rowId }) => ({ line, rowId })),
      },
  };
};

/** Another row of its document has its place, and may have its answer: a claim has not taken that out. */
const gaveWay = (row: AnyRow): boolean =>
  isRejected(row) &&
  row.rejection_reasons.some(({ reason }) => reason === 'duplicate' || reason === 'conflict');

const summarize = (
  { document, rejections }: FinishedDocument,
  rows: readonly AnyRow[],
  passages: readonly Passage[],
): Omit<SavedSummary, 'unmatched'> | null => {
  if (document.status === 'rejected' || document.conversion.prompts === undefined) return null;
  const saved = rows.filter(isSaved);
  const kept = saved.filter((row) => !isRejected(row));
  const entries = new Map(passages.map((passage) => [passage.id, passage.saved]));
  const countKept = (holds: (entry: SavedEntry) => boolean): number =>
    kept.filter(({ passage_id: id }) => {
      const entry = entries.get(id);
      return entry !== undefined && holds(entry);
    }).length;
  return {
    sourceUri: document.sourceUri,
    lines: document.conversion.prompts.lines,
    kept: kept.length,
    corrections: countKept(({ isCorrection }) => isCorrection),
    preferences: countKept(({ failedResponse }) => failedResponse !== null),
    withheldPreferences: countKept(({ isFailedWithheld }) => isFailedWithheld),
    rejected: saved.length - kept.length,
    withdrawals: passages.filter((passage) => passage.saved?.withdraws).length,
    rejectedLines: rejections.flatMap((rejection) => {
      if (rejection.subject !== 'line') return [];
      const { subject: _, ...line } = rejection;
      return [line];
    }),
  };
};
