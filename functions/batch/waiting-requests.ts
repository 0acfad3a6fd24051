import { readJson } from '#shared/dataset/json-object.ts';
import { type QueuedRequest, queuedRequestSchema } from '#shared/domain/batch.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { type ConvertedDocument, documentSchema } from '#shared/domain/document.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { someAtOnce } from './some-at-once.ts';

/** Every request of a dataset that waits, in the order of keys. A document that was rejected meanwhile asks nothing. */
export const waitingRequests = async (store: ObjectStore, dataset: string): Promise<QueuedRequest[]> => {
  const keys = await keysUnder(store, datasetKeys(dataset).batchQueue);
  const documents = await convertedOf(store, dataset, keys);
  const asking = new Set(documents.map(({ documentId }) => documentId));
  const found = await someAtOnce(
    keys.filter((key) => asking.has(ownerOf(key))),
    (key) => readJson(store, key, queuedRequestSchema),
  );
  return found.filter((request) => request !== undefined);
};

/** The documents that wait for what a batch was asked or has brought. */
export const waitingDocuments = async (store: ObjectStore, dataset: string): Promise<ConvertedDocument[]> => {
  const { batchQueue, batchReplies } = datasetKeys(dataset);
  const keys = [...(await keysUnder(store, batchQueue)), ...(await keysUnder(store, batchReplies))];
  return convertedOf(store, dataset, keys);
};

const keysUnder = async (store: ObjectStore, folder: string): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of store.list(folder)) keys.push(key);
  return keys;
};

/** The document that a queued request or a reply belongs to, by its key. */
const ownerOf = (key: string): string => key.split('/').at(-2) ?? '';

const convertedOf = async (
  store: ObjectStore,
  dataset: string,
  keys: readonly string[],
): Promise<ConvertedDocument[]> => {
  const owners = [...new Set(keys.map(ownerOf))].sort();
  const documents = await someAtOnce(owners, (documentId) =>
    readJson(store, documentKeys(dataset, documentId).document, documentSchema),
  );
  return documents.filter((document) => document?.status === 'converted');
};
