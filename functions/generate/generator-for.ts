import type { GeneratorSettings } from '#shared/domain/dataset-settings.ts';
import { InvalidSettingsError } from '#shared/errors.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';
import { extractiveGenerator } from './extractive/extractive-generator.ts';
import { modelGenerator } from './model-generator.ts';
import type { PromptTemplate } from './prompt-template.ts';

type ModelProvider = Exclude<GeneratorSettings['provider'], 'extractive'>;

export interface GeneratorChoices {
  readonly template: PromptTemplate;
  /** The providers that this place can reach. */
  readonly languageModels: Partial<
    Record<ModelProvider, (modelId: string) => LanguageModel | Promise<LanguageModel>>
  >;
}

/** The generator that a dataset's settings ask for. Throws `InvalidSettingsError` for one that cannot be had here. */
export const generatorFor =
  ({ template, languageModels }: GeneratorChoices) =>
  async ({ provider, model }: GeneratorSettings): Promise<PairGenerator> => {
    if (provider === 'extractive') return extractiveGenerator();
    const languageModel = languageModels[provider];
    if (languageModel === undefined)
      throw new InvalidSettingsError(
        `generator.provider: ${provider} cannot be reached from here; use ${['extractive', ...Object.keys(languageModels)].join(' or ')}`,
      );
    if (model === undefined)
      throw new InvalidSettingsError(`generator.model: ${provider} needs the id of a model`);
    return modelGenerator(await languageModel(model), template);
  };
