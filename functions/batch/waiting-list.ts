import * as z from 'zod';
import { readJsonLines, writeJsonLines } from '#shared/dataset/json-object.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import type { ConvertedDocument } from '#shared/domain/document.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { waitingDocuments } from './waiting-requests.ts';

/** The documents that a run has batches asked for, and that it finishes when they have ended. */
export interface WaitingList {
  readonly key: string;
  /** Lists whoever waits now, the first time. Later uploads wait for the next run, or a run would never end. */
  begin(): Promise<void>;
  /** Leaves only those on the list that still wait, and gives them. */
  renew(): Promise<ConvertedDocument[]>;
}

export interface WaitingListPlace {
  readonly source: ObjectStore;
  readonly store: ObjectStore;
  readonly dataset: string;
  readonly runId: string;
}

export const waitingList = ({ source, store, dataset, runId }: WaitingListPlace): WaitingList => {
  const key = datasetKeys(dataset).waiting(runId);
  const write = (documents: readonly ConvertedDocument[]) =>
    writeJsonLines(
      store,
      key,
      documents.map((document) => endedEvent(source, document)),
    );
  return {
    key,
    begin: async () => {
      if (await store.stat(key)) return;
      await write(await waitingDocuments(store, dataset));
    },
    renew: async () => {
      const listed = await readJsonLines(store, key, endedEventSchema);
      const ids = new Set(listed.map(({ document }) => document.documentId));
      const waiting = await waitingDocuments(store, dataset);
      const documents = waiting.filter(({ documentId }) => ids.has(documentId));
      await write(documents);
      return documents;
    },
  };
};

/** As the event of an upload, so that it can start the document workflow, which has its document converted already. */
const endedEvent = (source: ObjectStore, { dataset, documentId, sourceKey }: ConvertedDocument) => ({
  'detail-type': 'Batch Ended',
  detail: { bucket: { name: source.bucket }, object: { key: sourceKey } },
  document: { dataset, documentId, status: 'answered' },
});
const endedEventSchema = z.object({ document: z.object({ documentId: z.string() }) });
