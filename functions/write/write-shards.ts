import { type ShardKind, shardKinds } from '#shared/domain/dataset-keys.ts';
import { sha256 } from '#shared/domain/hash.ts';
import type { Outcome } from '#shared/domain/outcome.ts';
import { type AnyRow, rejectedRowSchema, rowSchema } from '#shared/domain/row.ts';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

/** Writes one Parquet file for each kind of row, and removes the file of a kind that has none; returns their hashes. */
export const writeShards = async (
  store: ObjectStore,
  shardKey: (kind: ShardKind) => string,
  rows: readonly AnyRow[],
): Promise<Outcome['shards']> => {
  const shards: Outcome['shards'] = {};
  for (const kind of shardKinds) {
    const members = rows.filter((row) => row.split === kind);
    if (members.length === 0) {
      await store.delete(shardKey(kind));
      continue;
    }
    const schema = kind === 'rejected' ? rejectedRowSchema : rowSchema;
    const bytes = await parquetBytes(schema, members);
    await store.write(shardKey(kind), bytes, 'application/vnd.apache.parquet');
    shards[kind] = sha256(bytes);
  }
  return shards;
};
