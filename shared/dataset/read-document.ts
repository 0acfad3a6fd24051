import { documentKeys } from '../domain/dataset-keys.ts';
import { type ConvertedDocument, type Document, documentSchema } from '../domain/document.ts';
import { sha256 } from '../domain/hash.ts';
import { type Passage, passageSchema } from '../domain/passage.ts';
import { isSavedPrompts } from '../domain/saved-prompt.ts';
import type { PassageSlice } from '../domain/workflow-state.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseStored, readJsonLines, requireJson } from './json-object.ts';

/** `source.json` with the SHA-256 of its bytes; undefined where there is none. */
export const readSource = async (
  store: ObjectStore,
  dataset: string,
  documentId: string,
): Promise<{ document: Document; sourceSha256: string } | undefined> => {
  const key = documentKeys(dataset, documentId).document;
  const body = await store.read(key);
  return (
    body && {
      document: parseStored(store, key, documentSchema, new TextDecoder().decode(body)),
      sourceSha256: sha256(body),
    }
  );
};

/** `source.json` of a document that was converted; to ask for a rejected one is a bug in the workflow. */
export const readConverted = async (
  store: ObjectStore,
  dataset: string,
  documentId: string,
): Promise<ConvertedDocument> => {
  const document = await requireJson(store, documentKeys(dataset, documentId).document, documentSchema);
  if (document.status !== 'converted')
    throw new Error(`${document.sourceUri} was rejected; it has no content`);
  return document;
};

/** A converted document with its markdown. */
export const readDocument = async (
  store: ObjectStore,
  dataset: string,
  documentId: string,
): Promise<{ document: ConvertedDocument; markdown: string }> => {
  const document = await readConverted(store, dataset, documentId);
  const body = await store.read(documentKeys(dataset, documentId).markdown);
  if (body === undefined)
    throw new Error(`The markdown of ${document.sourceUri} is missing; convert writes it`);
  return { document, markdown: new TextDecoder().decode(body) };
};

/** The passages of a document, or of one slice of it. */
export const readPassages = (
  store: ObjectStore,
  dataset: string,
  documentId: string,
  slice?: PassageSlice,
): Promise<Passage[]> =>
  readJsonLines(store, documentKeys(dataset, documentId).passages, passageSchema, slice);

/** A slice of passages, and the passages that a step must know to work on it. */
interface SliceOfDocument {
  readonly passages: readonly Passage[];
  readonly slice: readonly Passage[];
}

/**
 * Reads a slice with the rest of its document. The lines of saved prompts have nothing to do with each other, and may be many
 * more than the passages of a document are: of these the slice alone is read.
 */
export const readSlice = async (
  store: ObjectStore,
  document: ConvertedDocument,
  slice: PassageSlice,
): Promise<SliceOfDocument> => {
  const { dataset, documentId } = document;
  if (isSavedPrompts(document)) {
    const passages = await readPassages(store, dataset, documentId, slice);
    return { passages, slice: passages };
  }
  const passages = await readPassages(store, dataset, documentId);
  return { passages, slice: passages.slice(slice.from, slice.to) };
};
