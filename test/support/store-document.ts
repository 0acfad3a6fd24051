import { writeJson, writeJsonLines } from '../../shared/dataset/json-object.ts';
import { documentKeys } from '../../shared/domain/dataset-keys.ts';
import type { DatasetSettings } from '../../shared/domain/dataset-settings.ts';
import type { Passage } from '../../shared/domain/passage.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';
import { wholeParts } from './a-manifest.ts';

/** Stores a document of the dataset `air` as Convert leaves it. */
export const storeDocument = async (
  store: ObjectStore,
  passages: readonly [Passage, ...Passage[]],
  settings: DatasetSettings,
): Promise<void> => {
  const { documentId } = passages[0];
  const keys = documentKeys('air', documentId);
  await writeJson(store, keys.document, {
    status: 'converted',
    dataset: 'air',
    documentId,
    sourceKey: 'air/baggage.md',
    sourceUri: 's3://source/air/baggage.md',
    sha256: 'a'.repeat(64),
    bytes: 100,
    settings,
    conversion: {
      format: 'md',
      engine: 'remark',
      title: null,
      pages: [],
      repairs: [],
      warnings: [],
      fidelity: 1,
      fidelityParts: wholeParts,
    },
  });
  await writeJsonLines(store, keys.passages, passages);
};
