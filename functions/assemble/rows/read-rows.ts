import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { type AnyRow, type Row, rejectedRowSchema, rowSchema } from '#shared/domain/row.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { FinishedDocument } from '../collect-documents.ts';

/** The rows of one document as the document workflow left them, kept ones first. */
export const readRows = async (store: ObjectStore, finished: FinishedDocument): Promise<AnyRow[]> => {
  const rows: AnyRow[] = await readKeptRows(store, finished);
  if (finished.outcome.shards.rejected)
    for await (const row of parseParquetRows(await readShard(store, finished, 'rejected'), rejectedRowSchema))
      rows.push(row);
  return rows;
};

export const readKeptRows = async (store: ObjectStore, finished: FinishedDocument): Promise<Row[]> => {
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
