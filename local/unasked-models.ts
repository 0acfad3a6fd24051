import { sizeOf } from '#shared/dataset/paid-model.ts';
import { likelyUsage } from '#shared/domain/call-cost.ts';
import { BudgetExhaustedError } from '#shared/errors.ts';
import type { LanguageModelFor } from '#shared/ports/language-model.ts';

/** Models that are asked nothing: each request ends as one does that no budget reaches for, with what it would probably use. */
export const unaskedModels =
  (modelFor: LanguageModelFor): LanguageModelFor =>
  async (setting, settings) => {
    const model = await modelFor(setting, settings);
    return {
      ...model,
      answer: async (request) => {
        throw new BudgetExhaustedError('This is a dry run.', likelyUsage(sizeOf(request), model.price));
      },
    };
  };
