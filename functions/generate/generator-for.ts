import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import type { GeneratorFor } from '#shared/ports/pair-generator.ts';
import type { PromptTemplate } from '#shared/prompts/prompt-template.ts';
import { extractiveGenerator } from './extractive/extractive-generator.ts';
import { modelGenerator } from './model-generator.ts';

export interface GeneratorChoices {
  readonly template: PromptTemplate;
  readonly languageModelFor: LanguageModelFor;
}

/**
 * The generator that a dataset's settings ask for; `pay` makes its model one whose calls are paid. Throws `InvalidSettingsError` for one that cannot be
 * had here.
 */
export const generatorFor =
  ({ template, languageModelFor }: GeneratorChoices): GeneratorFor =>
  async ({ provider, ...model }, pay) =>
    provider === 'extractive'
      ? extractiveGenerator()
      : modelGenerator(pay(await languageModelFor('generator', { provider, ...model })), template);
