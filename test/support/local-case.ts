import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { requireJson } from '#shared/dataset/json-object.ts';
import { packsBeside } from '#shared/dataset/read-pack.ts';
import { datasetKeys, type ShardKind } from '#shared/domain/dataset-keys.ts';
import { sha256 } from '#shared/domain/hash.ts';
import { latestSchema, manifestSchema } from '#shared/domain/manifest.ts';
import { type AnyRow, rejectedRowSchema, rowSchema, versionSchemas } from '#shared/domain/row.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import type { BatchInference } from '#shared/ports/batch-inference.ts';
import type { Guardrail } from '#shared/ports/guardrail.ts';
import type { LanguageModel, LanguageModelFor } from '#shared/ports/language-model.ts';
import type { ModelCustomization } from '#shared/ports/model-customization.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { PageReader, PageReaderFor } from '#shared/ports/page-reader.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';
import { extractiveGenerator } from '../../functions/generate/extractive/extractive-generator.ts';
import type { EventEntry } from '../../local/asl/services.ts';
import { localGeneratorFor } from '../../local/generator-for.ts';
import { localFunctions } from '../../local/local-functions.ts';
import { type Functions, localWorkflows } from '../../local/local-workflows.ts';
import { overlayObjectStore } from '../../local/overlay-object-store.ts';
import { readShippedPack } from '../../local/policy-packs.ts';
import { unaskedModels } from '../../local/unasked-models.ts';
import { unaskedPageReaders } from '../../local/unasked-page-readers.ts';
import { scriptedPageReader } from './a-page-reader.ts';

export interface LocalCaseOptions {
  readonly generator?: PairGenerator;
  /** What a dataset gets whose generator is a model. */
  readonly model?: LanguageModel;
  /** What a dataset gets that names a judge. */
  readonly judge?: LanguageModel;
  readonly guardrail?: Guardrail;
  /** What suggests the system prompt of a dataset that names a generator with a model. */
  readonly suggester?: LanguageModel;
  readonly pageReader?: PageReader;
  /** Who answers batches, which lie in the dataset's store. */
  readonly batchInference?: (dataset: ObjectStore) => BatchInference;
  /** Who has models fine-tuned on what is assembled. */
  readonly customization?: ModelCustomization;
  /** Wraps the functions, for example to make one fail. */
  readonly disturb?: (functions: Functions) => Functions;
}

/** The whole pipeline in memory: real workflows, real steps, a source bucket that a test fills. */
export const localCase = (options: LocalCaseOptions = {}) => {
  const source = memoryObjectStore('source');
  const dataset = memoryObjectStore('dataset');
  const announcements: EventEntry[] = [];
  const batchInference = options.batchInference?.(dataset);
  let runs = 0;
  const recorder = recordingGenerator(options.generator ?? extractiveGenerator());

  const languageModelFor: LanguageModelFor = async (setting) => {
    const model = setting === 'judge' ? options.judge : (options.suggester ?? options.model);
    if (model === undefined) throw new Error(`this case has no model for ${setting}`);
    return model;
  };

  const pageReaderFor: PageReaderFor = async ({ provider }) =>
    provider === 'off' ? undefined : (options.pageReader ?? scriptedPageReader());

  /** The manifest that a run would give, without the run, and the pages that would have to be paid for. */
  const dryRun = async (name: string) => {
    const trial = overlayObjectStore(dataset);
    const unasked = unaskedPageReaders(pageReaderFor);
    const functions = localFunctions({
      source,
      dataset: trial,
      readPack: packsBeside(readShippedPack, source),
      auditKey: 'a key for tests',
      generatorFor: localGeneratorFor(unaskedModels(languageModelFor)),
      languageModelFor: unaskedModels(languageModelFor),
      pageReaderFor: unasked.pageReaderFor,
    });
    const workflows = await localWorkflows({ functions, stores: [source, trial], random: () => 0 });
    await workflows.runDataset({ dataset: name });
    return { ...(await readManifest(trial, name)), unreadPages: unasked.unreadPages() };
  };

  const workflows = async (disturb = options.disturb) => {
    const functions = localFunctions({
      source,
      dataset,
      readPack: packsBeside(readShippedPack, source),
      auditKey: 'a key for tests',
      ...(options.guardrail && { guardrail: options.guardrail }),
      ...(batchInference && { batchInference }),
      ...(options.customization && { customization: options.customization }),
      generatorFor: async (settings, pay) =>
        options.model ? localGeneratorFor(languageModelFor)(settings, pay) : recorder.generator,
      languageModelFor,
      pageReaderFor,
    });
    return localWorkflows({
      functions: disturb?.(functions) ?? functions,
      stores: [source, dataset],
      random: () => 0,
      onAnnouncement: (entry) => announcements.push(entry),
    });
  };

  const run = async (
    name: string,
    disturb?: LocalCaseOptions['disturb'],
    request: { readonly newSystemPrompt?: boolean; readonly prefix?: string } = {},
  ) => {
    runs += 1;
    return (await workflows(disturb)).runDataset({ dataset: name, ...request }, `run-${runs}`);
  };

  /** What the event of an upload or a deletion starts. */
  const announce = async (
    key: string,
    detailType: 'Object Created' | 'Object Deleted' = 'Object Created',
    disturb?: LocalCaseOptions['disturb'],
  ) =>
    (await workflows(disturb)).runDocument({
      'detail-type': detailType,
      detail: { bucket: { name: source.bucket }, object: { key } },
    });

  return {
    source,
    dataset,
    announcements,
    /** The texts that the generator was shown, in order. */
    seen: recorder.seen,
    run,
    announce,
    dryRun,
    manifest: (name: string) => readManifest(dataset, name),
    rows: (name: string, kind: ShardKind) => readVersionRows(dataset, name, kind),
  };
};

/** Every object of a store but the records of runs, by key, as a hash. */
export const fingerprint = async (store: ObjectStore): Promise<Record<string, string>> => {
  const hashes: Record<string, string> = {};
  for await (const { key } of store.list(''))
    if (!key.includes('/runs/')) hashes[key] = sha256((await store.read(key)) ?? '');
  return hashes;
};

const readManifest = async (store: ObjectStore, name: string) => {
  const { version } = await requireJson(store, datasetKeys(name).latest, latestSchema);
  return requireJson(store, datasetKeys(name).version(version).manifest, manifestSchema);
};

const readVersionRows = async (store: ObjectStore, name: string, kind: ShardKind): Promise<AnyRow[]> => {
  const { version, grounding } = await readManifest(store, name);
  const file = await store.read(datasetKeys(name).version(version).parquet(kind));
  if (file === undefined) throw new Error(`version ${version} has no Parquet file of ${kind}`);
  const rows: AnyRow[] = [];
  const schemas = grounding
    ? versionSchemas['context-grounded']
    : { kept: rowSchema, rejected: rejectedRowSchema };
  const schema = kind === 'rejected' ? schemas.rejected : schemas.kept;
  for await (const row of parseParquetRows(file, schema)) rows.push(row as AnyRow);
  return rows;
};

const recordingGenerator = (generator: PairGenerator) => {
  const seen: string[] = [];
  return {
    seen,
    generator: {
      ...generator,
      generate: (request: Parameters<PairGenerator['generate']>[0]) => {
        seen.push(JSON.stringify(request));
        return generator.generate(request);
      },
    },
  };
};
