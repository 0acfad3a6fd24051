import * as z from 'zod';
import { contextSettingsSchema } from './context-settings.ts';
import { fidelityLevelsSchema } from './fidelity.ts';
import { givenPriceSchema } from './model-price.ts';
import { questionMixSchema } from './question-types.ts';

export const providerSchema = z.enum(['extractive', 'bedrock', 'openai-compatible']);

/**
 * How a model is made to answer in JSON. `tool`: one tool that it is forced to call. `schema`: the provider holds the reply
 * to the schema. `json-text`: the schema stands in the prompt.
 */
const answerStrategySchema = z.enum(['tool', 'schema', 'json-text']);
export type AnswerStrategy = z.infer<typeof answerStrategySchema>;

const generatorSchema = z.strictObject({
  provider: providerSchema,
  /** The model id as the provider names it; `extractive` has none. */
  model: z.string().optional(),
  /** What the model costs, where Quarry does not know it or you pay another price. */
  price: givenPriceSchema.optional(),
  /** Left out, as Quarry knows the model; OpenAI-compatible servers have no `tool`. */
  strategy: answerStrategySchema.optional(),
  /** Whether a deployed run has its passages asked in batches, for less and hours later; `bedrock` alone can. */
  batch: z.boolean().optional(),
});

/** A second model that judges every pair that no gate and no rule has rejected. */
const judgeSchema = z.strictObject({
  provider: z.enum(['bedrock', 'openai-compatible']),
  model: z.string().min(1),
  price: givenPriceSchema.optional(),
  strategy: answerStrategySchema.optional(),
  /** How often a pair that the judge turns down is asked for again, with the judge's reason. */
  retries: z.number().int().min(0).max(3).default(1),
  /** Whether the judge first sees the questions alone, in a call of its own, to say whether they stand alone. */
  blindCheck: z.boolean().default(false),
});

const defaultPairsPerPassage = 5;

/**
 * How many pairs: at most so many a passage, or so many for every fact that the generator finds in it. A total is how many
 * are kept in the whole dataset, exactly; it does not change what is generated.
 */
const pairsSchema = z
  .strictObject({
    perPassage: z.number().int().min(1).max(20).optional(),
    perFact: z.number().int().min(1).max(5).optional(),
    total: z.number().int().min(1).optional(),
  })
  .refine(({ perPassage, perFact }) => perPassage === undefined || perFact === undefined, {
    error: 'give perPassage or perFact, not both',
  })
  .transform(({ perPassage = defaultPairsPerPassage, perFact, total }) => ({
    ...(perFact === undefined ? { perPassage } : { perFact }),
    ...(total !== undefined && { total }),
  }));

/** Has Amazon Bedrock make a custom model of each version that a deployed run assembles. */
const fineTuningSchema = z.strictObject({
  /** A model that Bedrock can fine-tune, by its id. */
  baseModel: z.string().min(1),
  /** As Bedrock names them for the model, for example `epochCount`; what is left out is Bedrock's choice. */
  hyperparameters: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  /** Whether the validation rows are given to the job; not every model takes them. */
  validation: z.boolean().default(false),
});

/** How pages without a usable text layer are read. */
const ocrSchema = z
  .strictObject({
    /** `embedded` is Tesseract, which calls nobody; `off` rejects such pages. */
    provider: z.enum(['embedded', 'textract', 'bedrock', 'off']).default('embedded'),
    /** A Bedrock model that takes pictures; the other providers have none. */
    model: z.string().min(1).optional(),
    /** For `embedded`: languages by their three-letter code, tried in this order until a page is legible. */
    languages: z
      .array(z.string().regex(/^[a-z]{3}(_[a-z]+)?$/, 'a language is named by a code such as eng or deu'))
      .min(1)
      .default(['eng']),
  })
  .refine(({ provider, model }) => provider !== 'bedrock' || model !== undefined, {
    path: ['model'],
    error: 'bedrock needs the id of a model',
  });

/** What a row teaches: to answer from what was learnt, or from documents that are shown with the question. */
export const modeSchema = z.enum(['instruction', 'context-grounded']);

const statedSettingsSchema = z.strictObject({
  title: z.string().min(1).optional(),
  /** The system turn of every row. Left out, one is made from the dataset's title. */
  systemPrompt: z.string().min(1).optional(),
  /** What the pairs should be about and how they should sound; part of the prompt of a model. */
  instructions: z.string().optional(),
  mode: modeSchema.default('instruction'),
  context: contextSettingsSchema.optional(),
  pairs: pairsSchema.prefault({}),
  questionTypes: questionMixSchema.prefault({}),
  /** For whom the questions are asked, for example `a new employee`; each passage is asked for one of them. */
  audiences: z.array(z.string().min(1)).max(20).default([]),
  passages: z
    .strictObject({
      maxTokens: z.number().int().min(50).max(4000).default(400),
      /** How much a passage repeats of the one before it where a section had to be cut; whole sentences, rows and items. */
      overlapTokens: z.number().int().min(0).default(0),
    })
    .refine(({ maxTokens, overlapTokens }) => overlapTokens <= maxTokens / 2, {
      path: ['overlapTokens'],
      message: 'must be at most half of maxTokens',
    })
    .prefault({}),
  /** How much a conversion may lose: below one level a document is rejected, below the other it is flagged. */
  fidelity: fidelityLevelsSchema.prefault({}),
  ocr: ocrSchema.prefault({}),
  generator: generatorSchema.default({ provider: 'extractive' }),
  /** Left out, the rules that only a model can judge do not run, and the manifest names them. */
  judge: judgeSchema.optional(),
  /** Policy packs by name, applied together; the strictest action wins. */
  policies: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*$/, 'a pack is named by lower-case letters, digits and hyphens'))
    .default(['quality', 'pii', 'secrets']),
  /**
   * The most US dollars that models may cost over the life of the dataset, all its runs together. A call that might cost
   * more is not made; raised, the next run goes on where it stopped.
   */
  budgetUsd: z.number().nonnegative().optional(),
  split: z.strictObject({ validation: z.number().min(0).max(0.5).default(0.1) }).prefault({}),
  /** Files beside the Parquet of an assembled version. */
  formats: z.array(z.enum(['bedrock', 'openai'])).default(['bedrock', 'openai']),
  fineTuning: fineTuningSchema.optional(),
});

/** `<dataset>/dataset.yaml` in the source bucket. Every field has a default, so the file is optional. */
export const datasetSettingsSchema = statedSettingsSchema
  .refine(({ mode, context }) => mode === 'context-grounded' || context === undefined, {
    path: ['context'],
    error: 'says nothing without mode: context-grounded; add that line, or take context out',
  })
  .transform(({ mode, context, ...settings }) => ({
    ...settings,
    mode,
    ...(mode === 'context-grounded' && { context: context ?? contextSettingsSchema.parse({}) }),
  }));
export type DatasetSettings = z.infer<typeof datasetSettingsSchema>;
export type Mode = z.infer<typeof modeSchema>;
export type GeneratorSettings = DatasetSettings['generator'];
export type OcrSettings = DatasetSettings['ocr'];
export type JudgeSettings = z.infer<typeof judgeSchema>;

/** Whether pairs come with reasoning; a generator that calls no model has none to give. */
export const asksReasoning = ({
  context,
  generator,
}: Pick<DatasetSettings, 'context' | 'generator'>): boolean =>
  context?.reasoning === true && generator.provider !== 'extractive';
