import { InvalidSettingsError } from '../errors.ts';
import type { LanguageModel, LanguageModelFor, ModelProvider } from '../ports/language-model.ts';

/** The providers that a place can reach: Lambda others than a laptop. */
type ReachableModels = Partial<
  Record<ModelProvider, (modelId: string) => LanguageModel | Promise<LanguageModel>>
>;

/** Chooses among the models that can be reached from here by what the settings name. */
export const chooseLanguageModel =
  (reachable: ReachableModels): LanguageModelFor =>
  async (setting, { provider, model }) => {
    const languageModel = reachable[provider];
    if (languageModel === undefined)
      throw new InvalidSettingsError(
        `${setting}.provider: ${provider} cannot be reached from here; use ${Object.keys(reachable).join(' or ')}`,
      );
    if (model === undefined)
      throw new InvalidSettingsError(`${setting}.model: ${provider} needs the id of a model`);
    return languageModel(model);
  };
