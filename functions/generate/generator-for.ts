import type { GeneratorSettings } from '#shared/domain/dataset-settings.ts';
import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';
import type { PromptTemplate } from '#shared/prompts/prompt-template.ts';
import { extractiveGenerator } from './extractive/extractive-generator.ts';
import { modelGenerator } from './model-generator.ts';

export interface GeneratorChoices {
  readonly template: PromptTemplate;
  readonly languageModelFor: LanguageModelFor;
}

/** The generator that a dataset's settings ask for. Throws `InvalidSettingsError` for one that cannot be had here. */
export const generatorFor =
  ({ template, languageModelFor }: GeneratorChoices) =>
  async ({ provider, ...model }: GeneratorSettings): Promise<PairGenerator> =>
    provider === 'extractive'
      ? extractiveGenerator()
      : modelGenerator(await languageModelFor('generator', { provider, ...model }), template);
