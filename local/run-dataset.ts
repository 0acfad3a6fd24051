import { join } from 'node:path';
import { fileObjectStore } from '#shared/adapters/file-object-store.ts';
import { priceOf } from '#shared/adapters/model-prices.ts';
import { requireJson } from '#shared/dataset/json-object.ts';
import type { NamedGenerator } from '#shared/dataset/load-settings.ts';
import { packsBeside } from '#shared/dataset/read-pack.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import type { Mode } from '#shared/domain/dataset-settings.ts';
import { failureMessage } from '#shared/domain/failure-message.ts';
import { latestSchema, type Manifest, manifestSchema } from '#shared/domain/manifest.ts';
import { noUsage, type Usage } from '#shared/domain/usage.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { atMostAtOnce } from './at-most-at-once.ts';
import { auditKeyOf } from './audit-key.ts';
import { localGeneratorFor } from './generator-for.ts';
import { type InputFile, inputFileStore } from './input-files.ts';
import { localLanguageModels } from './language-models.ts';
import { type LocalFunctionsOptions, localFunctions } from './local-functions.ts';
import { type LocalRuntime, localWorkflows } from './local-workflows.ts';
import { overlayObjectStore } from './overlay-object-store.ts';
import { localPageReaders } from './page-readers.ts';
import { readShippedPack } from './policy-packs.ts';
import { unaskedModels } from './unasked-models.ts';
import { unaskedPageReaders } from './unasked-page-readers.ts';

export interface LocalRun {
  readonly files: readonly InputFile[];
  readonly dataset: string;
  readonly outDirectory: string;
  /** Takes the place of what `dataset.yaml` says of the generator. */
  readonly generator?: NamedGenerator | undefined;
  /** Takes the place of what `dataset.yaml` says of the mode. */
  readonly mode?: Mode | undefined;
  /** Has the model suggest another system prompt. */
  readonly newSystemPrompt?: boolean;
  /** Erases the documents of the dataset that are not among the files. */
  readonly prune?: boolean;
  /** The server of `openai-compatible`; Ollama's by default. */
  readonly baseUrl?: string | undefined;
  readonly documentPassword?: LocalFunctionsOptions['documentPassword'];
  /** How many requests to models are under way at once. */
  readonly concurrency?: number;
  /** Nothing is paid or written: what would be left out for want of money is what a run would pay for. */
  readonly isDryRun?: boolean;
}

/** What a run left behind, or why it ended without a version. */
export type RunResult =
  | {
      readonly status: 'ready';
      readonly manifest: Manifest;
      readonly folder: string;
      readonly store: ObjectStore;
      /** Of a dry run: the pages that a paid reader would have been given. */
      readonly unreadPages: Usage;
    }
  | { readonly status: 'failed'; readonly error: string; readonly cause: string };

/** Runs the dataset workflow over files of this machine. */
export const runDataset = async (
  {
    files,
    dataset,
    outDirectory,
    generator,
    mode,
    baseUrl,
    documentPassword,
    newSystemPrompt = false,
    prune = false,
    concurrency = 4,
    isDryRun = false,
  }: LocalRun,
  {
    onPage,
    ...listeners
  }: Pick<LocalRuntime, 'onAnnouncement' | 'onDocumentEvent'> & Pick<LocalFunctionsOptions, 'onPage'> = {},
): Promise<RunResult> => {
  const source = inputFileStore(files);
  const written = fileObjectStore('dataset', outDirectory);
  const store = isDryRun ? overlayObjectStore(written) : written;
  const reachable = atMostAtOnce(concurrency, localLanguageModels(baseUrl));
  const languageModelFor = isDryRun ? unaskedModels(reachable) : reachable;
  const unasked = isDryRun ? unaskedPageReaders(localPageReaders()) : undefined;
  const functions = localFunctions({
    source,
    dataset: store,
    readPack: packsBeside(readShippedPack, source),
    auditKey: await auditKeyOf(outDirectory, { isDryRun }),
    generatorFor: localGeneratorFor(languageModelFor),
    languageModelFor,
    pageReaderFor: unasked?.pageReaderFor ?? localPageReaders(),
    ...(onPage && { onPage }),
    ...(documentPassword && { documentPassword }),
    deployment: { priceOf, overrides: { ...(generator && { generator }), ...(mode && { mode }) } },
  });
  const workflows = await localWorkflows({ functions, stores: [source, store], ...listeners });
  const execution = await workflows.runDataset({ dataset, newSystemPrompt, prune });
  if (execution.status === 'FAILED')
    return { status: 'failed', error: execution.error, cause: failureMessage(execution.cause) };

  const keys = datasetKeys(dataset);
  const { version } = await requireJson(store, keys.latest, latestSchema);
  const manifest = await requireJson(store, keys.version(version).manifest, manifestSchema);
  const folder = join(outDirectory, keys.version(version).folder);
  return { status: 'ready', manifest, store, folder, unreadPages: unasked?.unreadPages() ?? noUsage };
};
