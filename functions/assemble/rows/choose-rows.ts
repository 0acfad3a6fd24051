import type { Document } from '#shared/domain/document.ts';
import { positionOf } from '#shared/domain/hash.ts';
import { growingAnswerFinder, type SearchedPassage } from '#shared/domain/may-answer.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import { type AnyRow, isRejected, isSaved, questionOf, rejectRow } from '#shared/domain/row.ts';
import type { Claim } from './claims.ts';
import type { RowToChoose } from './row-to-choose.ts';
import { type SettledRows, settleRows } from './settle-rows.ts';

/** What only the whole dataset can say of its rows. */
export type Choice = Readonly<SettledRows>;

interface ChosenDocument {
  readonly document: Pick<Document, 'documentId'>;
  readonly rows: readonly RowToChoose[];
  /** Of saved prompts alone. */
  readonly claims?: readonly Claim[];
}

export interface RowChooser {
  /** Whether the choice hangs on passages: only where the dataset asks something that is meant to have no answer. */
  readonly needsPassages: boolean;
  /** Takes the passages of the next document. All are taken before the choice. */
  add(
    document: Pick<Document, 'documentId'>,
    passages: readonly (SearchedPassage & Pick<Passage, 'saved'>)[],
  ): void;
  choice(): Choice;
}

/**
 * Decides which kept rows of all documents, in the order given, stay out of the version: what another row answers already,
 * alike or otherwise, what a person has corrected or withdrawn, what was meant to have no answer and may have one in another
 * document, and what is over the total that the settings ask for. Decides as well where saved rows go that take the place of
 * others.
 */
export const createRowChooser = (
  documents: readonly ChosenDocument[],
  total: number | undefined,
): RowChooser => {
  const rows = documents.flatMap((document) => document.rows);
  const { exclusions, ...settled } = settleRows(
    rows,
    documents.flatMap(({ claims }) => claims ?? []),
  );
  const { excludeAnswered, ...answers } = searchAnswers(documents, exclusions);
  return {
    ...answers,
    choice: () => {
      excludeAnswered();
      if (total !== undefined)
        excludeOver(
          total,
          rows.filter((row) => !exclusions.has(row.finetuning_data_element_id)),
          exclusions,
        );
      return { exclusions, ...settled };
    },
  };
};

/** Enforcement has looked into the document's own passages; only here are those of the others known. */
const searchAnswers = (documents: readonly ChosenDocument[], exclusions: Map<string, PairRejection>) => {
  const open = new Map(
    documents.map(({ document, rows }) => [
      document.documentId,
      rows.filter(
        (row) => row.question_type === 'unanswerable' && !exclusions.has(row.finetuning_data_element_id),
      ),
    ]),
  );
  const questions = [...open.values()].flat().map(questionOf);
  const standing = new Set(
    documents.flatMap(({ rows }) =>
      rows
        .filter((row) => isSaved(row) && !exclusions.has(row.finetuning_data_element_id))
        .map(({ passage_id }) => passage_id),
    ),
  );
  const answers = growingAnswerFinder<{ readonly id: string }>(questions);
  const ownPassages = new Map<string, ReadonlySet<string>>();
  const needsPassages = questions.length > 0;
  return {
    needsPassages,
    add: ({ documentId }, passages) => {
      if (!needsPassages) return;
      for (const passage of passages)
        if (passage.saved === undefined || standing.has(passage.id)) answers.add({ id: passage.id }, passage);
      ownPassages.set(documentId, new Set(passages.map(({ id }) => id)));
    },
    excludeAnswered: (): void => {
      for (const [documentId, rows] of open)
        for (const row of rows) {
          const passage = answers.likely(questionOf(row), ownPassages.get(documentId) ?? new Set());
          if (passage !== undefined)
            exclusions.set(row.finetuning_data_element_id, {
              reason: 'maybe-answerable',
              detail: `${passage.id}, a passage of another document, speaks of what it asks.`,
            });
        }
    },
  } satisfies Omit<RowChooser, 'choice'> & { excludeAnswered(): void };
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

/** A row as the choice leaves it: in quarantine, or in the split of what it stands for. */
export const decideRow = (row: AnyRow, { exclusions, splits }: Omit<Choice, 'askedFor'>): AnyRow => {
  if (isRejected(row)) return row;
  const id = row.finetuning_data_element_id;
  const rejection = exclusions.get(id);
  return rejection === undefined
    ? { ...row, split: splits.get(id) ?? row.split }
    : rejectRow(row, [rejection]);
};
