import { readJson, readJsonLines } from '#shared/dataset/json-object.ts';
import { readPassages, readSource } from '#shared/dataset/read-document.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import type { Document } from '#shared/domain/document.ts';
import { contentId } from '#shared/domain/hash.ts';
import { outcomeSchema } from '#shared/domain/outcome.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { rejectionSchema } from '#shared/domain/rejection.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { readAhead } from '#shared/read-ahead.ts';
import type { FinishedDocument } from './finished-document.ts';
import { type Claim, claimsOf } from './rows/claims.ts';
import { readShards, rowsToChoose } from './rows/read-rows.ts';
import type { RowToChoose } from './rows/row-to-choose.ts';

/** With what must be known of all documents before the first row of a version is written. */
export interface CollectedDocument extends FinishedDocument {
  readonly rows: readonly RowToChoose[];
  readonly claims: readonly Claim[];
  /** A hash of all that goes into a version of it: the rows by the hashes of their shards, and what was found in passages. */
  readonly contentId: string;
}

export interface CollectedDocuments {
  readonly finished: readonly CollectedDocument[];
  /**
   * Read, and not written as they were read: their execution is under way, waits for a batch, or ended too early. So is a
   * document whose shards are not those that were written.
   */
  readonly unfinished: readonly Document[];
}

/** The documents of a dataset in the order of ids, without those whose last execution failed. */
export const collectDocuments = async (
  store: ObjectStore,
  dataset: string,
  failedSourceKeys: ReadonlySet<string>,
): Promise<CollectedDocuments> => {
  const documentIds = await store.folders(datasetKeys(dataset).documents);
  const finished: CollectedDocument[] = [];
  const unfinished: Document[] = [];
  for await (const found of readAhead(documentIds, (id) => readOne(store, dataset, id, failedSourceKeys))) {
    if (found === undefined) continue;
    if ('outcome' in found) finished.push(found);
    else unfinished.push(found.document);
  }
  return { finished, unfinished };
};

/** Undefined for a document that was erased or has failed, and no more than `source.json` of one that is not finished. */
const readOne = async (
  store: ObjectStore,
  dataset: string,
  documentId: string,
  failedSourceKeys: ReadonlySet<string>,
): Promise<CollectedDocument | { readonly document: Document } | undefined> => {
  const keys = documentKeys(dataset, documentId);
  const [source, outcome, rejections] = await Promise.all([
    readSource(store, dataset, documentId),
    readJson(store, keys.outcome, outcomeSchema),
    readJsonLines(store, keys.rejections, rejectionSchema),
  ]);
  if (source === undefined || failedSourceKeys.has(source.document.sourceKey)) return undefined;
  const { document, sourceSha256 } = source;
  if (outcome?.madeOf !== sourceSha256) return { document };
  const finished = { document, outcome, rejections };
  const [shards, passages] = await Promise.all([readShards(store, finished), passagesOf(store, document)]);
  if (shards === undefined) return { document };
  const rows = await rowsToChoose(shards);
  return {
    ...finished,
    rows,
    claims: claimsOf(passages, rows),
    contentId: contentId({ ...finished, passages }),
  };
};

/** The passages of a document as they are now; a rejected one has none. */
export const passagesOf = async (
  store: ObjectStore,
  { status, dataset, documentId }: Document,
): Promise<Passage[]> => (status === 'converted' ? readPassages(store, dataset, documentId) : []);
