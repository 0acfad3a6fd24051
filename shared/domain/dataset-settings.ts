import * as z from 'zod';

export const generatorSchema = z.strictObject({
  provider: z.enum(['extractive', 'bedrock', 'openai-compatible']),
  /** The model id as the provider names it; `extractive` has none. */
  model: z.string().optional(),
});

/** `<dataset>/dataset.yaml` in the source bucket. Every field has a default, so the file is optional. */
export const datasetSettingsSchema = z.strictObject({
  title: z.string().min(1).optional(),
  /** The system turn of every row. Left out, one is made from the dataset's title. */
  systemPrompt: z.string().min(1).optional(),
  /** What the pairs should be about and how they should sound; part of the prompt of a model. */
  instructions: z.string().optional(),
  pairs: z.strictObject({ perPassage: z.number().int().min(1).max(20).default(5) }).prefault({}),
  passages: z
    .strictObject({
      maxTokens: z.number().int().min(50).max(4000).default(400),
    })
    .prefault({}),
  generator: generatorSchema.default({ provider: 'extractive' }),
  /** Policy packs by name, applied together; the strictest action wins. */
  policies: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*$/, 'a pack is named by lower-case letters, digits and hyphens'))
    .default(['quality', 'pii', 'secrets']),
  split: z.strictObject({ validation: z.number().min(0).max(0.5).default(0.1) }).prefault({}),
  /** Files beside the Parquet of an assembled version. */
  formats: z.array(z.enum(['bedrock', 'openai'])).default(['bedrock', 'openai']),
});
export type DatasetSettings = z.infer<typeof datasetSettingsSchema>;
export type GeneratorSettings = DatasetSettings['generator'];
