import { findDuplicates } from '#shared/dataset/find-duplicates.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import {
  type AnyRow,
  questionOf,
  type Row,
  rejectedRowSchema,
  rejectRow,
  rowSchema,
} from '#shared/domain/row.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { FinishedDocument } from '../collect-documents.ts';

/** A row that asks what an earlier document's row asks already, by the ids of both. */
export type Repeats = ReadonlyMap<string, string>;

/** The rows of one document as the document workflow left them, kept ones first. */
export const readRows = async (store: ObjectStore, finished: FinishedDocument): Promise<AnyRow[]> => {
  const rows: AnyRow[] = await readKeptRows(store, finished);
  if (finished.outcome.shards.rejected)
    for await (const row of parseParquetRows(await readShard(store, finished, 'rejected'), rejectedRowSchema))
      rows.push(row);
  return rows;
};

const readKeptRows = async (store: ObjectStore, finished: FinishedDocument): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const kind of ['train', 'validation'] as const)
    if (finished.outcome.shards[kind])
      for await (const row of parseParquetRows(await readShard(store, finished, kind), rowSchema))
        rows.push(row);
  return rows;
};

const readShard = async (
  store: ObjectStore,
  { document: { dataset, documentId } }: FinishedDocument,
  kind: 'train' | 'validation' | 'rejected',
): Promise<Uint8Array> => {
  const key = documentKeys(dataset, documentId).shard(kind);
  const body = await store.read(key);
  if (body === undefined) throw new Error(`${store.uri(key)} is missing; write has made it`);
  return body;
};

/** Finds the questions that several documents answer. The first document, in the order given, keeps its row. */
export const findRepeats = async (
  store: ObjectStore,
  documents: readonly FinishedDocument[],
): Promise<Repeats> => {
  const ids: string[] = [];
  const questions: string[] = [];
  for (const finished of documents)
    for (const row of await readKeptRows(store, finished)) {
      ids.push(row.finetuning_data_element_id);
      questions.push(questionOf(row));
    }
  const repeats = new Map<string, string>();
  for (const [index, first] of findDuplicates(questions).entries()) {
    const [id, earlier] = [ids[index], first === undefined ? undefined : ids[first]];
    if (id !== undefined && earlier !== undefined) repeats.set(id, earlier);
  }
  return repeats;
};

/** Moves into quarantine what repeats a row of another document. */
export const withoutRepeats = (rows: readonly AnyRow[], repeats: Repeats): AnyRow[] =>
  rows.map((row) => {
    const first = repeats.get(row.finetuning_data_element_id);
    if (first === undefined || row.split === 'rejected') return row;
    const detail = `It asks the same as ${first}, which stands in an earlier document of the dataset.`;
    return rejectRow(row, [{ reason: 'duplicate', detail }]);
  });
