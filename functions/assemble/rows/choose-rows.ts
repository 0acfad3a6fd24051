import { findDuplicates } from '#shared/dataset/find-duplicates.ts';
import { answeredFirst, rejectRepeat } from '#shared/dataset/reject-repeat.ts';
import { positionOf } from '#shared/domain/hash.ts';
import { answerFinder } from '#shared/domain/may-answer.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import { type AnyRow, isRejected, questionOf, type Row, rejectRow } from '#shared/domain/row.ts';

/** What only the whole dataset can say against a row, by the row's id. */
export type Exclusions = ReadonlyMap<string, PairRejection>;

/** What is known of a document when a version is assembled. */
export interface KeptDocument {
  readonly rows: readonly Row[];
  readonly passages: readonly Passage[];
}

/**
 * Decides which kept rows of all documents, in the order given, stay out of the version: what an earlier document answers
 * already, alike or otherwise, what was meant to have no answer and may have one in another document, and what is over the
 * total that the settings ask for.
 */
export const chooseRows = (documents: readonly KeptDocument[], total: number | undefined): Exclusions => {
  const exclusions = new Map<string, PairRejection>();
  const rows = documents.flatMap((document) => document.rows);
  excludeRepeats(rows, exclusions);
  excludeAnswered(documents, exclusions);
  if (total !== undefined)
    excludeOver(
      total,
      rows.filter((row) => !exclusions.has(row.finetuning_data_element_id)),
      exclusions,
    );
  return exclusions;
};

const excludeRepeats = (rows: readonly Row[], exclusions: Map<string, PairRejection>): void => {
  const ordered = answeredFirst(rows.map((row) => ({ row })));
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
const excludeAnswered = (
  documents: readonly KeptDocument[],
  exclusions: Map<string, PairRejection>,
): void => {
  const open = documents.map(({ rows }) =>
    rows.filter(({ question_type }) => question_type === 'unanswerable'),
  );
  if (open.every((rows) => rows.length === 0)) return;
  const answers = answerFinder(documents.flatMap(({ passages }) => passages));
  for (const [index, rows] of open.entries()) {
    const own = new Set(documents[index]?.passages.map(({ id }) => id));
    for (const row of rows) {
      const passage = answers.likely(questionOf(row), own);
      if (passage !== undefined && !exclusions.has(row.finetuning_data_element_id))
        exclusions.set(row.finetuning_data_element_id, {
          reason: 'maybe-answerable',
          detail: `${passage.id}, a passage of another document, speaks of what it asks.`,
        });
    }
  }
};

/**
 * Goes round the passages until the total is reached, one row each, so that as many passages as possible speak. The order is
 * drawn by hash: stable, and not the first documents only.
 */
const excludeOver = (total: number, rows: readonly Row[], exclusions: Map<string, PairRejection>): void => {
  const turns = new Map<string, number>();
  const ranked = rows.map((row) => {
    const turn = turns.get(row.passage_id) ?? 0;
    turns.set(row.passage_id, turn + 1);
    return { id: row.finetuning_data_element_id, turn, position: positionOf(row.passage_id) };
  });
  ranked.sort((a, b) => a.turn - b.turn || a.position - b.position || (a.id < b.id ? -1 : 1));
  for (const { id } of ranked.slice(total))
    exclusions.set(id, {
      reason: 'over-total',
      detail: `The settings ask for ${total} pairs in all; passages took turns until they were reached.`,
    });
};

/** Moves into quarantine what was excluded. */
export const withoutExcluded = (rows: readonly AnyRow[], exclusions: Exclusions): AnyRow[] =>
  rows.map((row) => {
    const rejection = isRejected(row) ? undefined : exclusions.get(row.finetuning_data_element_id);
    return rejection === undefined ? row : rejectRow(row, [rejection]);
  });
