import { readJsonLines, requireJson } from '#shared/dataset/json-object.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { type Document, documentSchema } from '#shared/domain/document.ts';
import { type Outcome, outcomeSchema } from '#shared/domain/outcome.ts';
import { type Rejection, rejectionSchema } from '#shared/domain/rejection.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

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
  const finished: FinishedDocument[] = [];
  for await (const { key } of store.list(datasetKeys(dataset).documents)) {
    const [, , documentId = '', file] = key.split('/');
    if (file !== 'outcome.json') continue;
    const keys = documentKeys(dataset, documentId);
    const document = await requireJson(store, keys.document, documentSchema);
    if (failedSourceKeys.has(document.sourceKey)) continue;
    finished.push({
      document,
      outcome: await requireJson(store, keys.outcome, outcomeSchema),
      rejections: await readJsonLines(store, keys.rejections, rejectionSchema),
    });
  }
  return finished;
};
