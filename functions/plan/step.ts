import * as z from 'zod';
import { readBatchLog } from '#shared/dataset/change-state.ts';
import { readJson, writeJsonLines } from '#shared/dataset/json-object.ts';
import { type DeploymentSettings, loadSettings, priceGiven } from '#shared/dataset/load-settings.ts';
import { remainsOf } from '#shared/dataset/remains-of.ts';
import { openJobs } from '#shared/domain/batch.ts';
import { datasetKeys, documentKeys, sourceKeys } from '#shared/domain/dataset-keys.ts';
import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import { documentId } from '#shared/domain/document.ts';
import { canonicalJson } from '#shared/domain/hash.ts';
import { NoDocumentsError } from '#shared/errors.ts';
import type { ObjectStore, ObjectSummary } from '#shared/ports/object-store.ts';
import type { ListPacks } from '#shared/ports/policy-engine.ts';
import { readAhead } from '#shared/read-ahead.ts';
import { defineStep } from '#shared/step.ts';
import { estimateRun, estimateSchema } from './estimate-run.ts';

export interface PlanDependencies {
  readonly source: ObjectStore;
  readonly dataset: ObjectStore;
  readonly deployment: DeploymentSettings;
  readonly listPacks: ListPacks;
}

/** The detail of a `DatasetRunRequested` event; lenient, because applications of others send it. */
const requestSchema = z.object({
  dataset: z.string().min(1),
  /** Only the documents below this path of the dataset; left out, everything. */
  prefix: z.string().optional(),
  /** Only these documents, by their paths in the dataset; one that is not there is rejected as missing. */
  documents: z.array(z.string().min(1)).min(1).optional(),
  /** Has the model suggest another system prompt in place of the one that is kept. */
  newSystemPrompt: z.boolean().default(false),
  /** Whether a run over everything erases documents whose source is gone. A laptop says no: its files are not the dataset. */
  prune: z.boolean().default(true),
});
type RunRequest = z.infer<typeof requestSchema>;

/** A line of the plan has the shape of the event of an upload or a deletion, so it can start the document workflow. */
const plannedEvent = (bucket: string, key: string, detailType: 'Document Planned' | 'Object Deleted') => ({
  'detail-type': detailType,
  detail: { bucket: { name: bucket }, object: { key } },
});

/**
 * Lists the documents of a run. A run over everything that may prune also plans the erasure of documents whose source is
 * gone, so that a deletion whose event was missed is made good. Settings or packs that cannot be used end the run here, before any
 * document is read.
 */
export const planStep = defineStep({
  name: 'plan',
  input: z.strictObject({ request: requestSchema, runId: z.string() }),
  output: z.strictObject({
    dataset: z.string(),
    documents: z.number().int(),
    erasures: z.number().int(),
    asksNewSystemPrompt: z.boolean(),
    /** Whether what the run asks is asked in batch inference, or something waits from a time when it was. */
    isInBatches: z.boolean(),
    /** Whether a model is to be fine-tuned on the version that the run makes. */
    isForFineTuning: z.boolean(),
    /** What the models will roughly be paid, for whoever watches the run. */
    estimate: estimateSchema,
    manifest: z.strictObject({ bucket: z.string(), key: z.string() }),
    results: z.strictObject({ bucket: z.string(), prefix: z.string() }),
  }),
  run: async ({ request, runId }, { source, dataset: store, deployment, listPacks }: PlanDependencies) => {
    const { dataset } = request;
    const settings = await loadSettings(source, dataset, deployment);
    await listPacks(settings.policies);

    const documents = await requestedDocuments(source, request);
    const isWhole = request.prefix === undefined && request.documents === undefined;
    const keysOfDocuments = documents.map(({ key }) => key);
    const erasures = isWhole && request.prune ? await withoutSource(store, dataset, keysOfDocuments) : [];
    if (documents.length + erasures.length === 0)
      throw new NoDocumentsError(
        `${source.uri(`${dataset}/${request.prefix ?? ''}`)} holds no documents. Put files there, or check the dataset's name.`,
      );

    const keys = datasetKeys(dataset);
    await writeJsonLines(store, keys.plan(runId), [
      ...keysOfDocuments.map((key) => plannedEvent(source.bucket, key, 'Document Planned')),
      ...erasures.map((key) => plannedEvent(source.bucket, key, 'Object Deleted')),
    ]);
    return {
      dataset,
      documents: documents.length,
      erasures: erasures.length,
      asksNewSystemPrompt: request.newSystemPrompt,
      isInBatches:
        settings.generator.batch === true ||
        (await holdsAny(store.list(keys.batchesWaiting))) ||
        openJobs(await readBatchLog(store, dataset)).length > 0,
      isForFineTuning: settings.fineTuning !== undefined,
      estimate: estimateRun(
        await unread(store, documents, settings),
        settings,
        deployment.priceOf ?? priceGiven,
      ),
      manifest: { bucket: store.bucket, key: keys.plan(runId) },
      results: { bucket: store.bucket, prefix: keys.results(runId) },
    };
  },
});

const requestedDocuments = async (
  source: ObjectStore,
  { dataset, prefix = '', documents }: RunRequest,
): Promise<ObjectSummary[]> => {
  if (documents)
    return Promise.all(
      documents.map(async (path) => {
        const key = `${dataset}/${path}`;
        return (await source.stat(key)) ?? { key, size: 0 };
      }),
    );
  const found: ObjectSummary[] = [];
  for await (const { key, size } of source.list(`${dataset}/${prefix}`))
    if (sourceKeys.datasetOf(key) === dataset && !sourceKeys.isControlFile(key)) found.push({ key, size });
  return found;
};

const holdsAny = async (found: AsyncIterable<unknown>): Promise<boolean> => {
  for await (const _ of found) return true;
  return false;
};

/** The documents that have another size than when they were last read, or were read under other settings of generation. */
const unread = async (
  store: ObjectStore,
  documents: readonly ObjectSummary[],
  settings: DatasetSettings,
): Promise<ObjectSummary[]> => {
  const readEarlier = async (document: ObjectSummary) => {
    const keys = documentKeys(sourceKeys.datasetOf(document.key) ?? '', documentId(document.key));
    return { document, earlier: await readJson(store, keys.document, earlierSchema) };
  };
  const found: ObjectSummary[] = [];
  for await (const { document, earlier } of readAhead(documents, readEarlier))
    if (earlier?.bytes !== document.size || decidesPay(earlier.settings) !== decidesPay(settings))
      found.push(document);
  return found;
};

/** Read leniently: a document of an older shape counts as unread. */
const earlierSchema = z.object({ bytes: z.number(), settings: z.record(z.string(), z.unknown()).optional() });

/** Not whether it is asked in batches: what was answered either way stays. */
const decidesPay = (settings: Readonly<Record<string, unknown>> | undefined): string =>
  canonicalJson([
    { ...(settings?.generator as object | undefined), batch: null },
    ...['judge', 'instructions', 'pairs', 'questionTypes', 'audiences', 'passages'].map(
      (key) => settings?.[key] ?? null,
    ),
  ]);

/** The documents whose source is gone, and those of which something is left that was written after an erasure or by a conversion that died. */
const withoutSource = async (
  store: ObjectStore,
  dataset: string,
  sources: readonly string[],
): Promise<string[]> => {
  const present = new Set(sources.map(documentId));
  const absent = (await store.folders(datasetKeys(dataset).documents)).filter((id) => !present.has(id));
  const readSourceKey = async (id: string) => {
    const keys = documentKeys(dataset, id);
    const document = await readJson(store, keys.document, namedSchema);
    if (document) return document.sourceKey;
    const left =
      (await readJson(store, keys.tombstone, namedSchema)) ??
      (await readJson(store, keys.origin, namedSchema));
    return (await holdsAny(remainsOf(store, keys))) ? left?.sourceKey : undefined;
  };
  const gone: string[] = [];
  for await (const sourceKey of readAhead(absent, readSourceKey))
    if (sourceKey !== undefined) gone.push(sourceKey);
  return gone;
};

const namedSchema = z.object({ sourceKey: z.string().optional() });
