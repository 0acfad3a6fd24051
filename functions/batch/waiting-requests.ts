import { readJson } from '#shared/dataset/json-object.ts';
import { type QueuedRequest, queuedRequestSchema } from '#shared/domain/batch.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { type ConvertedDocument, documentSchema } from '#shared/domain/document.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { readAhead } from '#shared/read-ahead.ts';

/** The documents that wait for what a batch is asked or has brought. One that was rejected meanwhile waits for nothing. */
export const waitingDocuments = async (store: ObjectStore, dataset: string): Promise<ConvertedDocument[]> => {
  const ids = await store.folders(datasetKeys(dataset).batchesWaiting);
  const readOne = (documentId: string) =>
    readJson(store, documentKeys(dataset, documentId).document, documentSchema);
  const waiting: ConvertedDocument[] = [];
  for await (const document of readAhead(ids, readOne))
    if (document?.status === 'converted') waiting.push(document);
  return waiting;
};

/** The requests of some documents that wait, in the order of keys. */
export const waitingRequests = async (
  store: ObjectStore,
  documents: readonly ConvertedDocument[],
): Promise<QueuedRequest[]> => {
  const queueOf = async ({ dataset, documentId }: ConvertedDocument): Promise<string[]> => {
    const found: string[] = [];
    for await (const { key } of store.list(documentKeys(dataset, documentId).queue)) found.push(key);
    return found;
  };
  const keys: string[] = [];
  for await (const found of readAhead(documents, queueOf)) keys.push(...found);
  const requests: QueuedRequest[] = [];
  for await (const request of readAhead(keys, (key) => readJson(store, key, queuedRequestSchema)))
    if (request !== undefined) requests.push(request);
  return requests;
};
