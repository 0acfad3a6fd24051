import type { documentKeys } from '../domain/dataset-keys.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** The key of every object that was made of a document, but for its shards and the tombstone. */
export async function* remainsOf(
  store: ObjectStore,
  keys: ReturnType<typeof documentKeys>,
): AsyncIterable<string> {
  for (const folder of [keys.folder, keys.batches])
    for await (const { key } of store.list(folder)) if (key !== keys.tombstone) yield key;
}
