import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import type { GeneratorFor } from '#shared/ports/pair-generator.ts';
import { extractiveGenerator } from './extractive/extractive-generator.ts';
import { modelGenerator } from './model-generator.ts';
import type { PromptTemplates } from './render-request.ts';

export interface GeneratorChoices {
  readonly templates: PromptTemplates;
  readonly languageModelFor: LanguageModelFor;
}

/**
 * The generator that a dataset's settings ask for; `pay` makes its model one whose calls are paid. Throws `InvalidSettingsError` for one that cannot be
 * had here.
 */
export const generatorFor =
  ({ templates, languageModelFor }: GeneratorChoices): GeneratorFor =>
  async ({ provider, ...model }, pay) =>
    provider === 'extractive'
      ? extractiveGenerator()
      : modelGenerator(pay(await languageModelFor('generator', { provider, ...model })), templates);
