import * as z from 'zod';
import { deleteAll } from '#shared/dataset/delete-all.ts';
import { dropClosedJobs } from '#shared/dataset/drop-closed-jobs.ts';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { remainsOf } from '#shared/dataset/remains-of.ts';
import { datasetKeys, documentKeys, shardKinds, sourceKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { suggestionSchema } from '#shared/domain/system-prompt.ts';
import type { Tombstone } from '#shared/domain/tombstone.ts';
import { announcementSchema } from '#shared/domain/workflow-state.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { defineStep } from '#shared/step.ts';

export interface EraseDependencies {
  readonly source: ObjectStore;
  readonly dataset: ObjectStore;
  readonly now: () => Date;
}

/**
 * Removes all that was made of a deleted source and leaves a tombstone, which holds no content. Versions that were
 * assembled before keep their rows; the next one has them no more. An event that comes late, after the source was
 * uploaded again, erases nothing.
 *
 * `source.json` goes first: a step that is under way looks at it when it has written, and either finds it gone or wrote
 * before everything else was deleted.
 */
export const eraseStep = defineStep({
  name: 'erase',
  input: z.strictObject({ sourceKey: z.string() }),
  output: announcementSchema,
  run: async ({ sourceKey }, { source, dataset: store, now }: EraseDependencies) => {
    const dataset = sourceKeys.datasetOf(sourceKey);
    const id = documentId(sourceKey);
    const detail = { dataset, documentId: id, sourceUri: source.uri(sourceKey) };
    const keys = dataset === undefined ? undefined : documentKeys(dataset, id);
    if (
      dataset === undefined ||
      keys === undefined ||
      !(await holdsAny(remainsOf(store, keys))) ||
      (await source.stat(sourceKey))
    )
      return { detailType: 'Erasure Skipped' as const, detail };

    const known =
      (await readJson(store, keys.document, sourceSchema)) ??
      (await readJson(store, keys.tombstone, sourceSchema));
    const tombstone: Tombstone = {
      dataset,
      documentId: id,
      sourceKey,
      sourceUri: detail.sourceUri,
      sha256: known?.sha256 ?? null,
      erasedAt: now().toISOString(),
    };
    await writeJson(store, keys.tombstone, tombstone);
    await store.delete(keys.document);
    for (const kind of shardKinds) await store.delete(keys.shard(kind));
    await deleteAll(store, remainsOf(store, keys));
    await dropClosedJobs(store, dataset);
    await dropSuggestion(store, datasetKeys(dataset).systemPrompt);
    return { detailType: 'Document Erased' as const, detail };
  },
});

/** Read leniently: a document of an older shape can be erased as well. */
const sourceSchema = z.object({ sha256: z.string().nullable() });

const holdsAny = async (keys: AsyncIterable<string>): Promise<boolean> => {
  for await (const _ of keys) return true;
  return false;
};

/** A model wrote it after a look at the document; the next run asks for another. What a person has accepted stays. */
const dropSuggestion = async (store: ObjectStore, key: string): Promise<void> => {
  const suggestion = await readJson(store, key, suggestionSchema);
  if (suggestion && !suggestion.isAccepted) await store.delete(key);
};
