import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { priceOf } from '#shared/adapters/model-prices.ts';
import { loadSettings, type NamedGenerator } from '#shared/dataset/load-settings.ts';
import { datasetKeys, sourceKeys } from '#shared/domain/dataset-keys.ts';
import { type Mode, modeSchema, providerSchema } from '#shared/domain/dataset-settings.ts';
import type { Manifest } from '#shared/domain/manifest.ts';
import { type AnyRow, documentsOf, versionSchemas } from '#shared/domain/row.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { documentPassword } from '../document-password.ts';
import { summarizeDryRun } from '../dry-run-summary.ts';
import { collectInputFiles, collectPacks, type InputFile, inputFileStore } from '../input-files.ts';
import { showProgress } from '../progress.ts';
import { runDataset } from '../run-dataset.ts';
import { summarize } from '../summary.ts';
import { UsageError } from '../usage-error.ts';

/** Turns documents into a dataset. Exit code 0 when all is good, 1 when a document was rejected or failed. */
export const run = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      dataset: { type: 'string' },
      out: { type: 'string', default: 'quarry-out' },
      policies: { type: 'string' },
      password: { type: 'string' },
      generator: { type: 'string' },
      model: { type: 'string' },
      mode: { type: 'string' },
      'base-url': { type: 'string' },
      json: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      concurrency: { type: 'string', default: '4' },
      prune: { type: 'boolean', default: false },
      'new-system-prompt': { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new UsageError(`Name the files or folders that hold your documents.`);
  const dataset = values.dataset ?? datasetNameFor(positionals);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(dataset))
    throw new UsageError(
      `${JSON.stringify(dataset)} cannot name a dataset. Use up to 63 letters, digits, dots, hyphens and underscores.`,
    );

  if (dataset === reservedName)
    throw new UsageError('A dataset cannot be called policies: that is where the packs of a company lie.');
  const concurrency = concurrencyOf(values.concurrency);
  const documents = await collectInputFiles(positionals, dataset, values.out);
  await requireSettings(documents, dataset, values);
  const packs = values.policies === undefined ? [] : await collectPacks(values.policies);
  const count = documents.filter(({ key }) => !sourceKeys.isControlFile(key)).length;
  if (count === 0 && !values.prune)
    throw new UsageError(
      `There is no document in ${positionals.join(' or ')}. Put files there, or name others.`,
    );
  const progress = values.json || values['dry-run'] ? undefined : showProgress(process.stdout);
  if (progress)
    console.log(`Quarry: ${count} ${count === 1 ? 'document' : 'documents'} into the dataset ${dataset}\n`);
  const files = [...documents, ...packs];
  const result = await runDataset(
    {
      files,
      dataset,
      outDirectory: values.out,
      baseUrl: values['base-url'],
      documentPassword: documentPassword(values.password),
      generator: generatorOf(values),
      mode: namedMode(values),
      newSystemPrompt: values['new-system-prompt'],
      prune: values.prune,
      isDryRun: values['dry-run'],
      concurrency,
    },
    progress,
  );
  progress?.stop();

  if (result.status === 'failed') {
    if (values.json) console.log(JSON.stringify({ dataset, ...result }));
    else console.error(`\nThe run failed with ${result.error}: ${result.cause}`);
    return callerErrors.includes(result.error) ? 2 : 1;
  }
  const { manifest, folder, store, unreadPages } = result;
  if (values['dry-run']) {
    if (values.json) console.log(JSON.stringify({ ...dryRunSummary(manifest), unreadPages }));
    else console.log(summarizeDryRun(manifest, unreadPages).join('\n'));
    return 0;
  }
  if (values.json) console.log(JSON.stringify(machineSummary(manifest, folder)));
  else {
    console.log(summarize(manifest, folder, await sampleRow(store, manifest)).join('\n'));
    for (const line of describeOthers(manifest, files)) console.log(line);
  }
  return hasTrouble(manifest) ? 1 : 0;
};

const concurrencyOf = (text: string): number => {
  const most = Number(text);
  if (!Number.isInteger(most) || most < 1 || most > 100)
    throw new UsageError(
      '--concurrency is a whole number from 1 to 100: how many requests to models run at once.',
    );
  return most;
};

interface ModelOptions {
  readonly generator?: string | undefined;
  readonly model?: string | undefined;
  readonly 'base-url'?: string | undefined;
  readonly mode?: string | undefined;
}

const namedMode = ({ mode }: ModelOptions): Mode | undefined => {
  if (mode === undefined) return undefined;
  const known = modeSchema.safeParse(mode);
  if (!known.success) throw new UsageError(`--mode ${mode}: name one of ${modeSchema.options.join(', ')}.`);
  return known.data;
};

/** What the options say of the generator; undefined when they say nothing. */
const generatorOf = ({ generator, model }: ModelOptions): NamedGenerator | undefined => {
  if (generator === undefined) return model === undefined ? undefined : { model };
  const provider = providerSchema.safeParse(generator);
  if (!provider.success)
    throw new UsageError(`--generator ${generator}: name one of ${providerSchema.options.join(', ')}.`);
  return { provider: provider.data, ...(model !== undefined && { model }) };
};

/** Settings that cannot work are said before anything is printed or converted. */
const requireSettings = async (
  files: readonly InputFile[],
  dataset: string,
  options: ModelOptions,
): Promise<void> => {
  const [named, mode] = [generatorOf(options), namedMode(options)];
  const { generator, judge } = await loadSettings(inputFileStore(files), dataset, {
    priceOf,
    overrides: { ...(named && { generator: named }), ...(mode && { mode }) },
  });
  if (options['base-url'] === undefined) return;
  if (![generator, judge].some((model) => model?.provider === 'openai-compatible'))
    throw new UsageError(
      '--base-url names a server that nobody would ask: name a model of it with --model, or a generator with the provider openai-compatible in dataset.yaml.',
    );
};

/** Failures of a run that its caller can mend: the settings, the packs, or the place where the documents should lie. */
const callerErrors: readonly string[] = ['InvalidSettingsError', 'InvalidPolicyError', 'NoDocumentsError'];

const hasTrouble = ({ documents, saved, unfinished, failures, shortfall }: Manifest): boolean =>
  unfinished.length > 0 ||
  failures.length > 0 ||
  shortfall !== null ||
  (saved !== null && saved.rejectedLines.length + saved.unmatched.length > 0) ||
  documents.some(
    (document) =>
      document.status === 'rejected' ||
      document.conversion.ocr?.rejectedPages.some(({ reason }) => reason !== 'no-text') ||
      document.uncovered.some(({ reason }) => reason === 'generation-failed'),
  );

/** Says which documents the dataset has from earlier runs, so that nobody takes the rows for those of these files alone. */
const describeOthers = ({ dataset, documents }: Manifest, files: readonly InputFile[]): string[] => {
  const given = new Set(files.map(({ key }) => `local://${key}`));
  const others = documents.filter(({ sourceUri }) => !given.has(sourceUri)).length;
  if (others === 0) return [];
  return [
    `  ! ${others} of the ${documents.length} documents of ${dataset} ${others === 1 ? 'was' : 'were'} not among the files of this run and ${others === 1 ? 'stays' : 'stay'} in it; --prune erases ${others === 1 ? 'it' : 'them'}, with what was paid for.`,
    '',
  ];
};

const dryRunSummary = ({ dataset, documents, failures, coverage, shortfall, spending }: Manifest) => ({
  status: 'dry-run',
  dataset,
  documents: documents.length,
  failures,
  passages: coverage.passages,
  toPay: shortfall,
  spending,
});

const machineSummary = (manifest: Manifest, folder: string) => ({
  status: hasTrouble(manifest) ? 'incomplete' : 'ready',
  dataset: manifest.dataset,
  version: manifest.version,
  folder,
  manifest: join(folder, 'manifest.json'),
  report: join(folder, 'report.html'),
  documents: manifest.documents.map((document) => ({
    sourceUri: document.sourceUri,
    status: document.status,
    ...(document.status === 'rejected'
      ? { rejection: document.rejection }
      : { pairs: document.pairs, rejectedPages: document.conversion.ocr?.rejectedPages ?? [] }),
  })),
  unfinished: manifest.unfinished,
  failures: manifest.failures,
  coverage: manifest.coverage,
  pairs: manifest.pairs,
  saved: manifest.saved,
  rulesNotRun: manifest.rulesNotRun,
  guarding: manifest.guarding,
  splits: manifest.splits,
  usage: manifest.usage,
  shortfall: manifest.shortfall,
  spending: manifest.spending,
  files: manifest.files,
});

/** In the source bucket `policies/` holds packs. */
const reservedName = 'policies';

const datasetNameFor = ([first = '', ...others]: readonly string[]): string => {
  const name = basename(resolve(first)).replace(/\.[^.]+$/, '');
  const slug = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 63);
  return others.length === 0 && slug && slug !== reservedName ? slug : 'dataset';
};

/** A row of train that shows what the dataset is: the first with an answer of some length, and the document that bears it. */
const sampleRow = async (
  store: ObjectStore,
  { dataset, version, grounding }: Manifest,
): Promise<AnyRow | undefined> => {
  const file = await store.read(datasetKeys(dataset).version(version).parquet('train'));
  const { kept } = versionSchemas['context-grounded'];
  let first: AnyRow | undefined;
  if (file)
    for await (const row of parseParquetRows(file, kept)) {
      first ??= row;
      const hasOracle = grounding === null || documentsOf(row).some(({ is_oracle }) => is_oracle);
      if (hasOracle && (row.messages.at(-1)?.content.length ?? 0) > 120) return row;
    }
  return first;
};
