import * as z from 'zod';
import { writeJson } from '#shared/dataset/json-object.ts';
import { type DeploymentSettings, loadSettings } from '#shared/dataset/load-settings.ts';
import { documentKeys, sourceKeys } from '#shared/domain/dataset-keys.ts';
import { type Document, documentId, type OcrFacts } from '#shared/domain/document.ts';
import { sha256 } from '#shared/domain/hash.ts';
import type { DocumentRejection } from '#shared/domain/rejection.ts';
import { documentReferenceSchema } from '#shared/domain/workflow-state.ts';
import { InvalidSettingsError, UnreadableObjectError } from '#shared/errors.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { PageReaderFor } from '#shared/ports/page-reader.ts';
import { defineStep } from '#shared/step.ts';
import type { Conversion } from './convert-document.ts';
import { judgeFidelity } from './judge-fidelity.ts';
import { dropReadings } from './ocr/kept-readings.ts';
import { openOcr } from './ocr/open-ocr.ts';
import type { Ocr, PageToRead } from './ocr/page-line.ts';
import { readSavedPrompts } from './saved-prompts/read-saved-prompts.ts';

export interface ConvertDependencies {
  readonly source: ObjectStore;
  readonly dataset: ObjectStore;
  readonly deployment: DeploymentSettings;
  readonly convert: (
    source: { bytes: Uint8Array; fileName: string },
    options: { ocr?: Ocr | undefined },
  ) => Promise<Conversion>;
  readonly pageReaderFor: PageReaderFor;
  /** How long pages may be read in one call; what is left is read when the workflow calls again. */
  readonly secondsForOcr?: number;
  /** Hears of every page that goes through OCR, before it does. */
  readonly onPage?: (sourceKey: string, progress: Pick<PageToRead, 'index' | 'ofPages'>) => void;
}

/** Larger sources are rejected unread; a Lambda function has to hold the bytes and what they unfold to. */
const maxSourceBytes = 256 * 2 ** 20;

/** Reads a source once: its bytes become `document.md`, its settings and provenance `source.json`. */
export const convertStep = defineStep({
  name: 'convert',
  input: z.strictObject({ sourceKey: z.string() }),
  output: z.discriminatedUnion('status', [
    documentReferenceSchema.extend({ status: z.enum(['converted', 'rejected']) }),
    z.strictObject({ status: z.literal('ignored'), sourceKey: z.string() }),
  ]),
  run: async ({ sourceKey }, dependencies: ConvertDependencies) => {
    const dataset = sourceKeys.datasetOf(sourceKey);
    if (dataset === undefined || sourceKeys.isControlFile(sourceKey))
      return { status: 'ignored' as const, sourceKey };

    const document = await convertSource(dataset, sourceKey, dependencies);
    // A deletion erases what it finds. What was written since goes as what was made of a missing document does.
    const { status } =
      isMissing(document) || (await dependencies.source.stat(sourceKey))
        ? document
        : await convertSource(dataset, sourceKey, dependencies);
    return { status, dataset, documentId: document.documentId };
  },
});

const isMissing = (document: Document): boolean =>
  document.status === 'rejected' && document.rejection.reason === 'missing';

const convertSource = async (
  dataset: string,
  sourceKey: string,
  dependencies: ConvertDependencies,
): Promise<Document> => {
  const { dataset: store } = dependencies;
  const keys = documentKeys(dataset, documentId(sourceKey));
  // Before any text of it: where the source is deleted and this call dies, the next whole run still finds what to erase.
  await writeJson(store, keys.origin, { sourceKey });
  const { document, markdown } = await readDocument(dataset, sourceKey, dependencies);
  if (markdown !== undefined) await store.write(keys.markdown, markdown, 'text/markdown');
  else for (const key of [keys.markdown, keys.passages]) await store.delete(key);
  if (isMissing(document)) await dropReadings(store, keys.pageReadings);
  await writeJson(store, keys.document, document);
  await store.delete(keys.origin);
  return document;
};

const called = {
  'dataset.yaml': 'the settings of a dataset are',
  'prompts.jsonl': 'the saved prompts of a dataset are',
};

const readDocument = async (
  dataset: string,
  sourceKey: string,
  dependencies: ConvertDependencies,
): Promise<{ document: Document; markdown?: string }> => {
  const { source } = dependencies;
  const sourceUri = source.uri(sourceKey);
  const fileName = sourceKey.split('/').at(-1) ?? sourceKey;
  const found = await source.stat(sourceKey);
  const size = found?.size ?? 0;
  const nameMissed = sourceKeys.nameMissed(sourceKey);
  const isUnread = nameMissed !== undefined || size > maxSourceBytes;
  const content = isUnread ? undefined : await bytesOrReason(source, sourceKey);
  const bytes = typeof content === 'string' ? undefined : content;
  const identity = {
    documentId: documentId(sourceKey),
    dataset,
    sourceKey,
    sourceUri,
    sha256: sha256(bytes ?? ''),
    bytes: size,
  };
  const rejected = (rejection: DocumentRejection, ocr?: OcrFacts) => ({
    document: { status: 'rejected' as const, ...identity, rejection, ...(ocr && { ocr }) },
  });

  if (found && nameMissed)
    return rejected({
      reason: nameMissed === 'dataset.yaml' ? 'invalid-settings' : 'misnamed',
      detail: `${fileName} is not read: ${called[nameMissed]} called ${nameMissed}. Upload it under that name, and delete this one.`,
    });
  if (size > maxSourceBytes)
    return rejected({
      reason: 'too-large',
      detail: `${fileName} has ${size} bytes; the limit is ${maxSourceBytes}. Split it into smaller files.`,
    });
  if (typeof content === 'string')
    return rejected({ reason: 'unreadable', detail: `${fileName}: ${content}` });
  if (bytes === undefined)
    return rejected({
      reason: 'missing',
      detail: `${fileName} is not in the source bucket any more. Upload it again if it should be part of the dataset.`,
    });

  const opened = await openOrReason(dataset, sourceKey, dependencies);
  if (typeof opened === 'string') return rejected({ reason: 'invalid-settings', detail: opened });

  const { settings, ocr } = opened;
  const conversion = sourceKeys.isSavedPrompts(sourceKey)
    ? readSavedPrompts({ bytes, fileName })
    : await dependencies.convert({ bytes, fileName }, { ocr });
  if (conversion.status === 'rejected') return rejected(conversion.rejection, conversion.ocr);
  // Not of a rejected document: a corrupt upload is replaced, and its pages were paid for.
  await (ocr
    ? ocr.dropStale()
    : dropReadings(dependencies.dataset, documentKeys(dataset, identity.documentId).pageReadings));
  const unfaithful = judgeFidelity(fileName, conversion.facts, settings.fidelity);
  if (unfaithful) return rejected(unfaithful, conversion.facts.ocr);
  return {
    document: { status: 'converted', ...identity, settings, conversion: conversion.facts },
    markdown: conversion.markdown,
  };
};

const bytesOrReason = async (source: ObjectStore, key: string): Promise<Uint8Array | string | undefined> => {
  try {
    return await source.read(key);
  } catch (error) {
    if (error instanceof UnreadableObjectError) return error.message;
    throw error;
  }
};

/** The dataset's settings and the reader of pages that they name. */
const openOrReason = async (dataset: string, sourceKey: string, dependencies: ConvertDependencies) => {
  try {
    const settings = await loadSettings(dependencies.source, dataset, dependencies.deployment);
    return { settings, ocr: await openOcr(settings.ocr, dataset, sourceKey, dependencies) };
  } catch (error) {
    if (error instanceof InvalidSettingsError) return error.message;
    throw error;
  }
};
