import type { AnswerStrategy } from '../domain/dataset-settings.ts';
import type { ModelPrice } from '../domain/model-price.ts';
import { InvalidSettingsError } from '../errors.ts';
import type { LanguageModel, LanguageModelFor, ModelProvider } from '../ports/language-model.ts';
import { priceOf } from './model-prices.ts';

type ModelOf = (
  modelId: string,
  price: ModelPrice | null,
  strategy: AnswerStrategy | undefined,
) => LanguageModel | Promise<LanguageModel>;

/** The providers that a place can reach: Lambda others than a laptop. */
type ReachableModels = Partial<Record<ModelProvider, ModelOf>>;

/** Chooses among the models that can be reached from here by what the settings name. */
export const chooseLanguageModel =
  (reachable: ReachableModels): LanguageModelFor =>
  async (setting, settings) => {
    const { provider, model, strategy } = settings;
    const languageModel = reachable[provider];
    if (languageModel === undefined)
      throw new InvalidSettingsError(
        `${setting}.provider: ${provider} cannot be reached from here; use ${Object.keys(reachable).join(' or ')}`,
      );
    if (model === undefined)
      throw new InvalidSettingsError(`${setting}.model: ${provider} needs the id of a model`);
    return languageModel(model, priceOf(settings), strategy);
  };
