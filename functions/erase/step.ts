import * as z from 'zod';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { datasetKeys, documentKeys, shardKinds, sourceKeys } from '#shared/domain/dataset-keys.ts';
import { documentId, documentSchema } from '#shared/domain/document.ts';
import { suggestionSchema } from '#shared/domain/system-prompt.ts';
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
    const document = keys && (await readJson(store, keys.document, documentSchema));
    if (
      dataset === undefined ||
      keys === undefined ||
      document === undefined ||
      (await source.stat(sourceKey))
    )
      return { detailType: 'Erasure Skipped' as const, detail };

    for (const kind of shardKinds) await store.delete(keys.shard(kind));
    await writeJson(store, keys.tombstone, {
      ...detail,
      sha256: document.sha256,
      erasedAt: now().toISOString(),
    });
    for await (const { key } of store.list(keys.batches)) await store.delete(key);
    for await (const { key } of store.list(keys.folder))
      if (key !== keys.tombstone && key !== keys.document) await store.delete(key);
    await store.delete(keys.document);
    await dropSuggestion(store, datasetKeys(dataset).systemPrompt);
    return { detailType: 'Document Erased' as const, detail };
  },
});

/** A model wrote it after a look at the document; the next run asks for another. What a person has accepted stays. */
const dropSuggestion = async (store: ObjectStore, key: string): Promise<void> => {
  const suggestion = await readJson(store, key, suggestionSchema);
  if (suggestion && !suggestion.isAccepted) await store.delete(key);
};
