import { chooseLanguageModel } from '#shared/adapters/choose-language-model.ts';
import { openAiCompatibleLanguageModel } from '#shared/adapters/openai-compatible-language-model.ts';

/** The server of `openai-compatible` when nothing else is said: Ollama's. */
const defaultBaseUrl = 'http://localhost:11434/v1';

/**
 * The models of a local run. The key of an OpenAI-compatible server is read from `OPENAI_API_KEY`. The AWS SDK is loaded
 * only for a dataset that asks for Bedrock.
 */
export const localLanguageModels = (baseUrl: string = defaultBaseUrl) => {
  const apiKey = process.env.OPENAI_API_KEY;
  return chooseLanguageModel({
    'openai-compatible': (model, price, strategy) =>
      openAiCompatibleLanguageModel({
        baseUrl,
        model,
        price,
        ...(strategy !== 'tool' && { strategy }),
        ...(apiKey !== undefined && { apiKey }),
      }),
    bedrock: async (modelId, price, strategy) => {
      const { BedrockRuntimeClient } = await import('@aws-sdk/client-bedrock-runtime');
      const { bedrockLanguageModel } = await import('#shared/adapters/bedrock-language-model.ts');
      return bedrockLanguageModel({
        client: new BedrockRuntimeClient({ retryMode: 'adaptive' }),
        modelId,
        price,
        strategy,
      });
    },
  });
};
