import * as z from 'zod';
import { requireJson, writeJsonLines } from '#shared/dataset/json-object.ts';
import { type DeploymentSettings, loadSettings } from '#shared/dataset/load-settings.ts';
import { datasetKeys, sourceKeys } from '#shared/domain/dataset-keys.ts';
import { documentId, documentSchema } from '#shared/domain/document.ts';
import { NoDocumentsError } from '#shared/errors.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { ListPacks } from '#shared/ports/policy-engine.ts';
import { defineStep } from '#shared/step.ts';

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
});
type RunRequest = z.infer<typeof requestSchema>;

/** A line of the plan has the shape of the event of an upload or a deletion, so it can start the document workflow. */
const plannedEvent = (bucket: string, key: string, detailType: 'Document Planned' | 'Object Deleted') => ({
  'detail-type': detailType,
  detail: { bucket: { name: bucket }, object: { key } },
});

/**
 * Lists the documents of a run. A run over everything also plans the erasure of documents whose source is gone, so that
 * a deletion whose event was missed is made good. Settings or packs that cannot be used end the run here, before any
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
    manifest: z.strictObject({ bucket: z.string(), key: z.string() }),
    results: z.strictObject({ bucket: z.string(), prefix: z.string() }),
  }),
  run: async ({ request, runId }, { source, dataset: store, deployment, listPacks }: PlanDependencies) => {
    const { dataset } = request;
    const { policies } = await loadSettings(source, dataset, deployment);
    await listPacks(policies);

    const documents = await requestedDocuments(source, request);
    const isWhole = request.prefix === undefined && request.documents === undefined;
    const erasures = isWhole ? await withoutSource(store, dataset, documents) : [];
    if (documents.length + erasures.length === 0)
      throw new NoDocumentsError(
        `${source.uri(`${dataset}/${request.prefix ?? ''}`)} holds no documents. Put files there, or check the dataset's name.`,
      );

    const keys = datasetKeys(dataset);
    await writeJsonLines(store, keys.plan(runId), [
      ...documents.map((key) => plannedEvent(source.bucket, key, 'Document Planned')),
      ...erasures.map((key) => plannedEvent(source.bucket, key, 'Object Deleted')),
    ]);
    return {
      dataset,
      documents: documents.length,
      erasures: erasures.length,
      asksNewSystemPrompt: request.newSystemPrompt,
      manifest: { bucket: store.bucket, key: keys.plan(runId) },
      results: { bucket: store.bucket, prefix: keys.results(runId) },
    };
  },
});

const requestedDocuments = async (
  source: ObjectStore,
  { dataset, prefix = '', documents }: RunRequest,
): Promise<string[]> => {
  if (documents) return documents.map((path) => `${dataset}/${path}`);
  const keys: string[] = [];
  for await (const { key } of source.list(`${dataset}/${prefix}`))
    if (sourceKeys.datasetOf(key) === dataset && !sourceKeys.isControlFile(key)) keys.push(key);
  return keys;
};

const withoutSource = async (
  store: ObjectStore,
  dataset: string,
  sources: readonly string[],
): Promise<string[]> => {
  const present = new Set(sources.map(documentId));
  const gone: string[] = [];
  for await (const { key } of store.list(datasetKeys(dataset).documents)) {
    const [, , id = '', file] = key.split('/');
    if (file === 'source.json' && !present.has(id))
      gone.push((await requireJson(store, key, documentSchema)).sourceKey);
  }
  return gone;
};
