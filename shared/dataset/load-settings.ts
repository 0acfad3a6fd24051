import { parseDocument } from 'yaml';
import { sourceKeys } from '../domain/dataset-keys.ts';
import {
  type DatasetSettings,
  datasetSettingsSchema,
  type GeneratorSettings,
  type Mode,
} from '../domain/dataset-settings.ts';
import { givenPrice } from '../domain/model-price.ts';
import { InvalidSettingsError } from '../errors.ts';
import type { PriceOf } from '../ports/language-model.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { explainIssue } from './explain-issue.ts';
import { type Allowance, requireAllowed } from './require-allowed.ts';

/** What the command line says of a generator; what it leaves out is as the file has it. */
export type NamedGenerator = Partial<Pick<GeneratorSettings, 'provider' | 'model'>>;

/** What a deployment, or the command line, has to say beside a dataset's own file. */
export interface DeploymentSettings {
  /** For the datasets that say nothing. */
  readonly defaults?: Partial<Pick<DatasetSettings, 'generator'>>;
  /** For all datasets, whatever they say. */
  readonly overrides?: { readonly generator?: NamedGenerator; readonly mode?: Mode };
  /** What a dataset may name; left out, whatever can be reached. */
  readonly allows?: Allowance;
  /** What models cost; left out, only the prices that a dataset gives itself are known. */
  readonly priceOf?: PriceOf;
}

/**
 * The settings of a dataset with every default filled in, from `<dataset>/dataset.yaml` or from nothing.
 * Throws `InvalidSettingsError`.
 */
export const loadSettings = async (
  source: ObjectStore,
  dataset: string,
  deployment: DeploymentSettings,
): Promise<DatasetSettings> => {
  const key = sourceKeys.settings(dataset);
  const body = await source.read(key);
  const text = body === undefined ? '' : new TextDecoder().decode(body);
  return parseSettings(text, source.uri(key), deployment);
};

/** As `loadSettings`, from text. `file` is how messages call it. */
export const parseSettings = (
  text: string,
  file: string,
  deployment: DeploymentSettings,
): DatasetSettings => {
  const document = parseDocument(text);
  const [syntaxError] = document.errors;
  if (syntaxError) throw new InvalidSettingsError(`${file}: ${syntaxError.message}`);
  const given: unknown = document.toJS({ maxAliasCount: 20 }) ?? {};
  const result = datasetSettingsSchema.safeParse(isRecord(given) ? withDeployment(given, deployment) : given);
  if (!result.success)
    throw new InvalidSettingsError(
      `${file}: ${result.error.issues.map((issue) => explainIssue(issue, given, datasetSettingsSchema)).join('; ')}`,
    );
  requireFittingModel(result.data, file);
  requireFittingStrategy(result.data, file);
  if (deployment.allows) requireAllowed(result.data, file, deployment.allows);
  requireBatches(result.data, file, deployment.priceOf ?? priceGiven);
  requireTrainingRecords(result.data, file);
  requireKnownPrices(result.data, file, deployment.priceOf ?? priceGiven);
  return result.data;
};

/** Asked of the file and not of the schema, in which documents keep settings that were taken before this was asked. */
const requireFittingModel = ({ generator: { provider, model } }: DatasetSettings, file: string): void => {
  const isExtractive = provider === 'extractive';
  if (isExtractive && model !== undefined)
    throw new InvalidSettingsError(
      `${file}: generator.model: extractive calls no model; take ${model} out, or name the provider that has it`,
    );
  if (!isExtractive && !model)
    throw new InvalidSettingsError(
      `${file}: generator.model: ${provider} needs the id of a model; a local run takes it from --model too`,
    );
};

const requireFittingStrategy = ({ generator, judge }: DatasetSettings, file: string): void => {
  for (const [role, settings] of Object.entries({ generator, judge }))
    if (settings?.provider === 'openai-compatible' && settings.strategy === 'tool')
      throw new InvalidSettingsError(
        `${file}: ${role}.strategy: openai-compatible has no tool; take schema or json-text, or leave it out`,
      );
};

/** Batches that nobody answers are no reason to pay the full price without a word. */
const requireBatches = ({ generator }: DatasetSettings, file: string, priceOf: PriceOf): void => {
  const { provider, ...named } = generator;
  if (named.batch !== true) return;
  if (provider !== 'bedrock')
    throw new InvalidSettingsError(
      `${file}: generator.batch: ${provider} cannot be asked in batches, only bedrock can; take batch out`,
    );
  if (priceOf({ provider, ...named })?.batchShare === null)
    throw new InvalidSettingsError(
      `${file}: generator.batch: ${named.model} cannot be asked in batches on Bedrock; take batch out, or name another model`,
    );
};

const requireTrainingRecords = ({ fineTuning, formats }: DatasetSettings, file: string): void => {
  if (fineTuning !== undefined && !formats.includes('bedrock'))
    throw new InvalidSettingsError(
      `${file}: fineTuning: Bedrock trains on its own format of rows; add bedrock to formats, or take fineTuning out`,
    );
};

/** A budget cannot be held where nobody knows what a call costs. */
const requireKnownPrices = (
  { budgetUsd, generator, judge }: DatasetSettings,
  file: string,
  priceOf: PriceOf,
): void => {
  if (budgetUsd === undefined) return;
  for (const [role, settings] of Object.entries({ generator, judge })) {
    if (settings === undefined || settings.provider === 'extractive') continue;
    const { provider, ...named } = settings;
    if (priceOf({ provider, ...named }) === null)
      throw new InvalidSettingsError(
        `${file}: budgetUsd cannot be held, because the price of ${role}.model ${named.model ?? '(none)'} is not known; give it in US dollars for a million tokens, for example ${role}.price: { input: 0.3, output: 2.5 }, or { input: 0, output: 0 } for a model that costs nothing`,
      );
  }
};

/** Where nothing is known of prices but what a dataset says itself. */
export const priceGiven: PriceOf = ({ price }) => (price === undefined ? null : givenPrice(price));

const withDeployment = (
  given: Readonly<Record<string, unknown>>,
  { defaults, overrides }: DeploymentSettings,
): Readonly<Record<string, unknown>> => {
  const { generator, mode } = overrides ?? {};
  const stated = withMode({ ...defaults, ...given }, mode);
  if (generator === undefined) return stated;
  return { ...stated, generator: overrideGenerator(stated.generator, generator) };
};

/** What the file says of the context of rows is nothing to those that have none. */
const withMode = (stated: Readonly<Record<string, unknown>>, mode: Mode | undefined) => {
  if (mode === undefined) return stated;
  const { context, ...others } = stated;
  return mode === 'context-grounded' && context !== undefined ? { ...stated, mode } : { ...others, mode };
};

/**
 * Another model loses what the file says of its own, the price. A model that is named without a provider is the stated
 * provider's, or an OpenAI-compatible server's where none is stated that has models.
 */
const overrideGenerator = (stated: unknown, named: NamedGenerator): unknown => {
  const before = isRecord(stated) ? stated : {};
  const usual = before.provider === undefined || before.provider === 'extractive';
  const provider = named.provider ?? (usual ? 'openai-compatible' : before.provider);
  const model = named.model ?? (provider === before.provider ? before.model : undefined);
  return provider === before.provider && model === before.model ? before : { provider, model };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
