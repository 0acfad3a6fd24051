import { deleteAll } from '#shared/dataset/delete-all.ts';
import { readPassages, readSource } from '#shared/dataset/read-document.ts';
import { documentKeys, passageName } from '#shared/domain/dataset-keys.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

/** The document as an execution has found it. */
export interface FoundDocument {
  readonly dataset: string;
  readonly documentId: string;
  /** Of `source.json`; undefined where there was none. */
  readonly sourceSha256: string | undefined;
}

/**
 * A changed document leaves nothing of its old passages behind, not even in the cache. Another execution, of a newer
 * upload, may have begun meanwhile and may have paid for pairs: it writes `source.json` and passages before, so what was
 * listed before these were read is stale only if both say so.
 */
export const dropStale = async (store: ObjectStore, found: FoundDocument): Promise<void> => {
  const { dataset, documentId } = found;
  const keys = documentKeys(dataset, documentId);
  const cached: { key: string; passage: string }[] = [];
  for (const folder of [keys.pairs, keys.verdicts])
    for await (const { key } of store.list(folder))
      cached.push({ key, passage: key.slice(folder.length).split(/[-.]/)[0] ?? '' });
  const waiting: string[] = [];
  for await (const { key } of store.list(keys.batches)) waiting.push(key);

  const source = await readSource(store, dataset, documentId);
  if (source?.sourceSha256 !== found.sourceSha256) return;
  const passages =
    source?.document.status === 'converted' ? await readPassages(store, dataset, documentId) : [];
  const current = new Set(passages.map(passageName));
  const stale = cached.filter(({ passage }) => !current.has(passage)).map(({ key }) => key);
  await deleteAll(store, [...stale, ...waiting]);
};
