import { readJson, readJsonLines } from '#shared/dataset/json-object.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { type Document, documentSchema } from '#shared/domain/document.ts';
import { type Outcome, outcomeSchema } from '#shared/domain/outcome.ts';
import { type Rejection, rejectionSchema } from '#shared/domain/rejection.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { readAhead } from '#shared/read-ahead.ts';

/** What the document workflow left of one document. */
export interface FinishedDocument {
  readonly document: Document;
  readonly outcome: Outcome;
  readonly rejections: readonly Rejection[];
}

/** Every finished document of a dataset in the order of ids, without those whose last execution failed. */
export const collectDocuments = async (
  store: ObjectStore,
  dataset: string,
  failedSourceKeys: ReadonlySet<string>,
): Promise<FinishedDocument[]> => {
  const documentIds = await store.folders(datasetKeys(dataset).documents);
  const finished: FinishedDocument[] = [];
  for await (const document of readAhead(documentIds, (id) => readFinished(store, dataset, id)))
    if (document && !failedSourceKeys.has(document.document.sourceKey)) finished.push(document);
  return finished;
};

/** Undefined for a document whose first execution has not ended, and for one that was erased. */
const readFinished = async (
  store: ObjectStore,
  dataset: string,
  documentId: string,
): Promise<FinishedDocument | undefined> => {
  const keys = documentKeys(dataset, documentId);
  const [document, outcome, rejections] = await Promise.all([
    readJson(store, keys.document, documentSchema),
    readJson(store, keys.outcome, outcomeSchema),
    readJsonLines(store, keys.rejections, rejectionSchema),
  ]);
  return document && outcome && { document, outcome, rejections };
};
