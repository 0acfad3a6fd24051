import { documentKeys, type ShardKind, shardKinds } from '#shared/domain/dataset-keys.ts';
import { sha256 } from '#shared/domain/hash.ts';
import { type AnyRow, rejectedRowSchema, rowSchema } from '#shared/domain/row.ts';
import { parseParquetColumns, parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { FinishedDocument } from '../finished-document.ts';
import { type RowToChoose, rowToChooseSchema } from './row-to-choose.ts';

/** The bytes of a document's shards, which are far smaller than their rows. */
export type Shards = Readonly<Partial<Record<ShardKind, Uint8Array>>>;

/**
 * Reads those of the shards that the document workflow has left. Undefined where one of them is not, byte for byte, what
 * `outcome.json` says that was written: an execution is at it, or it was torn or put there by somebody else.
 */
export const readShards = async (
  store: ObjectStore,
  { document: { dataset, documentId }, outcome }: FinishedDocument,
): Promise<Shards | undefined> => {
  const shards: Partial<Record<ShardKind, Uint8Array>> = {};
  for (const kind of shardKinds) {
    if (outcome.shards[kind] === undefined) continue;
    const body = await store.read(documentKeys(dataset, documentId).shard(kind));
    if (body === undefined || sha256(body) !== outcome.shards[kind]) return undefined;
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
export const rowsToChoose = async (shards: Shards): Promise<RowToChoose[]> => {
  const rows: RowToChoose[] = [];
  for (const kind of keptKinds)
    if (shards[kind])
      for await (const row of parseParquetColumns(shards[kind], rowToChooseSchema)) rows.push(row);
  return rows;
};

const keptKinds = ['train', 'validation'] as const;
