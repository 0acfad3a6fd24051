import type { LanguageModel, LanguageModelFor } from '#shared/ports/language-model.ts';

/** Models of which, all together, no more than `most` requests are under way; the others wait for their turn. */
export const atMostAtOnce = (most: number, modelFor: LanguageModelFor): LanguageModelFor => {
  let free = most;
  const waiting: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async (setting, settings): Promise<LanguageModel> => {
    const model = await modelFor(setting, settings);
    return {
      ...model,
      answer: async (request) => {
        await turn();
        try {
          return await model.answer(request);
        } finally {
          release();
        }
      },
    };
  };
};
