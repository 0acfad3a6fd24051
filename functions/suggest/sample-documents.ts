import { readPassages } from '#shared/dataset/read-document.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { readAhead } from '#shared/read-ahead.ts';
import { mostOutlined } from './outline-documents.ts';

/**
 * The passages of as many documents as an outline can tell of, spread over the whole dataset. Of a document without
 * passages another one takes the place, so few more are read than are shown.
 */
export const sampleDocuments = async (store: ObjectStore, dataset: string): Promise<Passage[][]> => {
  const ids = await store.folders(datasetKeys(dataset).documents);
  const waiting = spreadPositions(ids.length, mostOutlined);
  const found: { readonly position: number; readonly passages: Passage[] }[] = [];
  while (found.length < mostOutlined && waiting.length > 0) {
    const next = waiting.splice(0, mostOutlined - found.length);
    const read = async (position: number) => ({
      position,
      passages: await readPassages(store, dataset, ids[position] ?? ''),
    });
    for await (const sample of readAhead(next, read)) if (sample.passages.length > 0) found.push(sample);
  }
  return found.sort((a, b) => a.position - b.position).map(({ passages }) => passages);
};

/** All positions, those first that are `count` even steps apart, then those between. */
const spreadPositions = (length: number, count: number): number[] => {
  const step = Math.max(1, Math.ceil(length / count));
  return Array.from({ length }, (_, position) => position).sort((a, b) => (a % step) - (b % step) || a - b);
};
