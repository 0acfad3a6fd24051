import { documentKeys, type ShardKind, shardKinds } from '#shared/domain/dataset-keys.ts';
import { type AnyRow, rejectedRowSchema, rowSchema } from '#shared/domain/row.ts';
import { parseParquetColumns, parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { FinishedDocument } from '../collect-documents.ts';
import { type RowToChoose, rowToChooseSchema } from './choose-rows.ts';

/** The bytes of a document's shards, which are far smaller than their rows. */
export type Shards = Readonly<Partial<Record<ShardKind, Uint8Array>>>;

/** Reads those of the shards that the document workflow has left. */
export const readShards = async (
  store: ObjectStore,
  { document: { dataset, documentId }, outcome }: FinishedDocument,
  kinds: readonly ShardKind[] = shardKinds,
): Promise<Shards> => {
  const shards: Partial<Record<ShardKind, Uint8Array>> = {};
  for (const kind of kinds) {
    if (outcome.shards[kind] === undefined) continue;
    const key = documentKeys(dataset, documentId).shard(kind);
    const body = await store.read(key);
    if (body === undefined) throw new Error(`${store.uri(key)} is missing; write has made it`);
    shards[kind] = body;
  }
  return shards;
};

/** The rows of one document, kept ones first. */
export async function* rowsOf(shards: Shards): AsyncGenerator<AnyRow> {
  for (const kind of keptKinds) if (shards[kind]) yield* parseParquetRows(shards[kind], rowSchema);
  if (shards.rejected) yield* parseParquetRows(shards.rejected, rejectedRowSchema);
}

/** The kept rows of one document, in the same order, as far as choosing needs them. */
export const readRowsToChoose = async (
  store: ObjectStore,
  finished: FinishedDocument,
): Promise<RowToChoose[]> => {
  const shards = await readShards(store, finished, keptKinds);
  const rows: RowToChoose[] = [];
  for (const kind of keptKinds)
    if (shards[kind])
      for await (const row of parseParquetColumns(shards[kind], rowToChooseSchema)) rows.push(row);
  return rows;
};

const keptKinds = ['train', 'validation'] as const;
