import type * as z from 'zod';
import { findDuplicates } from '#shared/dataset/find-duplicates.ts';
import { byPrecedence, rejectRepeat } from '#shared/dataset/reject-repeat.ts';
import type { Document } from '#shared/domain/document.ts';
import { positionOf } from '#shared/domain/hash.ts';
import { growingAnswerFinder, type SearchedPassage } from '#shared/domain/may-answer.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import { type AnyRow, isRejected, isSaved, questionOf, rejectRow, rowSchema } from '#shared/domain/row.ts';
import { type Claim, explainClaim } from './claims.ts';

/** What only the whole dataset can say against a row, by the row's id. */
export type Exclusions = ReadonlyMap<string, PairRejection>;

/** What must be known of every row of a dataset at once; the rows whole would not fit into memory. */
export const rowToChooseSchema = rowSchema.pick({
  finetuning_data_element_id: true,
  messages: true,
  source_uri: true,
  char_start: true,
  passage_id: true,
  question_type: true,
  split: true,
});
export type RowToChoose = z.infer<typeof rowToChooseSchema>;

interface ChosenDocument {
  readonly document: Pick<Document, 'documentId'>;
  readonly rows: readonly RowToChoose[];
  /** Of saved prompts alone. */
  readonly claims?: readonly Claim[];
}

/** The passages of every document. Read only where the dataset asks something that is meant to have no answer. */
export type PassagesByDocument = () => AsyncIterable<{
  readonly documentId: string;
  readonly passages: readonly SearchedPassage[];
}>;

/**
 * Decides which kept rows of all documents, in the order given, stay out of the version: what an earlier document answers
 * already, alike or otherwise, what was meant to have no answer and may have one in another document, what a person has
 * corrected or withdrawn, and what is over the total that the settings ask for. What repeats a contested row stays out too,
 * or the same answer would come back under another id.
 */
export const chooseRows = async (
  documents: readonly ChosenDocument[],
  passagesByDocument: PassagesByDocument,
  total: number | undefined,
): Promise<Exclusions> => {
  const exclusions = new Map<string, PairRejection>();
  const rows = documents.flatMap((document) => document.rows);
  excludeRepeats(rows, exclusions);
  await excludeAnswered(documents, passagesByDocument, exclusions);
  for (const claim of documents.flatMap(({ claims }) => claims ?? []))
    exclusions.set(claim.rowId, explainClaim(claim));
  if (total !== undefined)
    excludeOver(
      total,
      rows.filter((row) => !exclusions.has(row.finetuning_data_element_id)),
      exclusions,
    );
  return exclusions;
};

const excludeRepeats = (rows: readonly RowToChoose[], exclusions: Map<string, PairRejection>): void => {
  const ordered = byPrecedence(rows.map((row) => ({ row })));
  for (const [index, first] of findDuplicates(ordered.map(({ row }) => questionOf(row))).entries()) {
    const [later, earlier] = [ordered[index], first === undefined ? undefined : ordered[first]];
    if (later && earlier)
      exclusions.set(
        later.row.finetuning_data_element_id,
        rejectRepeat(later.row, earlier.row, `of ${earlier.row.source_uri}`),
      );
  }
};

/** Enforcement has looked into the document's own passages; only here are those of the others known. */
const excludeAnswered = async (
  documents: readonly ChosenDocument[],
  passagesByDocument: PassagesByDocument,
  exclusions: Map<string, PairRejection>,
): Promise<void> => {
  const open = new Map(
    documents.map(({ document, rows }) => [
      document.documentId,
      rows.filter(
        (row) => row.question_type === 'unanswerable' && !exclusions.has(row.finetuning_data_element_id),
      ),
    ]),
  );
  const questions = [...open.values()].flat().map(questionOf);
  if (questions.length === 0) return;
  const answers = growingAnswerFinder<{ readonly id: string }>(questions);
  const ownPassages = new Map<string, ReadonlySet<string>>();
  for await (const { documentId, passages } of passagesByDocument()) {
    for (const passage of passages) answers.add({ id: passage.id }, passage);
    ownPassages.set(documentId, new Set(passages.map(({ id }) => id)));
  }
  for (const [documentId, rows] of open)
    for (const row of rows) {
      const passage = answers.likely(questionOf(row), ownPassages.get(documentId) ?? new Set());
      if (passage !== undefined)
        exclusions.set(row.finetuning_data_element_id, {
          reason: 'maybe-answerable',
          detail: `${passage.id}, a passage of another document, speaks of what it asks.`,
        });
    }
};

/**
 * Goes round the passages until the total is reached, one row each, so that as many passages as possible speak. The order is
 * drawn by hash: stable, and not the first documents only. What a person has saved has the first turn.
 */
const excludeOver = (
  total: number,
  rows: readonly RowToChoose[],
  exclusions: Map<string, PairRejection>,
): void => {
  const turns = new Map<string, number>();
  const ranked = rows.map((row) => {
    const turn = turns.get(row.passage_id) ?? 0;
    turns.set(row.passage_id, turn + 1);
    return {
      id: row.finetuning_data_element_id,
      turn: isSaved(row) ? -1 : turn,
      position: positionOf(row.passage_id),
    };
  });
  ranked.sort((a, b) => a.turn - b.turn || a.position - b.position || (a.id < b.id ? -1 : 1));
  for (const { id } of ranked.slice(total))
    exclusions.set(id, {
      reason: 'over-total',
      detail: `The settings ask for ${total} pairs in all; passages took turns until they were reached.`,
    });
};

/** Moves into quarantine a row that was excluded. */
export const withoutExcluded = (row: AnyRow, exclusions: Exclusions): AnyRow => {
  const rejection = isRejected(row) ? undefined : exclusions.get(row.finetuning_data_element_id);
  return rejection === undefined ? row : rejectRow(row, [rejection]);
};
