import { readJson, readJsonLines } from '#shared/dataset/json-object.ts';
import { readSource } from '#shared/dataset/read-document.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import type { Document } from '#shared/domain/document.ts';
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

export interface CollectedDocuments {
  readonly finished: readonly FinishedDocument[];
  /** Read, and not written as they were read: their execution is under way, waits for a batch, or ended too early. */
  readonly unfinished: readonly Document[];
}

/** The documents of a dataset in the order of ids, without those whose last execution failed. */
export const collectDocuments = async (
  store: ObjectStore,
  dataset: string,
  failedSourceKeys: ReadonlySet<string>,
): Promise<CollectedDocuments> => {
  const documentIds = await store.folders(datasetKeys(dataset).documents);
  const finished: FinishedDocument[] = [];
  const unfinished: Document[] = [];
  for await (const found of readAhead(documentIds, (id) => readOne(store, dataset, id))) {
    if (found === undefined || failedSourceKeys.has(found.document.sourceKey)) continue;
    const { document, outcome, rejections } = found;
    if (outcome) finished.push({ document, outcome, rejections });
    else unfinished.push(document);
  }
  return { finished, unfinished };
};

/** Undefined for a document that was erased. The outcome is left out where it tells of the document as it was before. */
const readOne = async (store: ObjectStore, dataset: string, documentId: string) => {
  const keys = documentKeys(dataset, documentId);
  const [source, outcome, rejections] = await Promise.all([
    readSource(store, dataset, documentId),
    readJson(store, keys.outcome, outcomeSchema),
    readJsonLines(store, keys.rejections, rejectionSchema),
  ]);
  if (source === undefined) return undefined;
  const isOfNow = outcome?.madeOf === source.sourceSha256;
  return { document: source.document, outcome: isOfNow ? outcome : undefined, rejections };
};
