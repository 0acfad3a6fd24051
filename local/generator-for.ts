import { readFileSync } from 'node:fs';
import { openAiCompatibleLanguageModel } from '#shared/adapters/openai-compatible-language-model.ts';
import { generatorFor } from '../functions/generate/generator-for.ts';
import { parsePromptTemplate } from '../functions/generate/prompt-template.ts';

const promptFile = new URL('../functions/generate/prompts/pairs.md', import.meta.url);

/** The prompt that a model gets for a passage. */
export const readPairsPrompt = () => parsePromptTemplate('pairs', readFileSync(promptFile, 'utf8'));

/** The server of `openai-compatible` when nothing else is said: Ollama's. */
const defaultBaseUrl = 'http://localhost:11434/v1';

/**
 * The generators of a local run. The key of an OpenAI-compatible server is read from `OPENAI_API_KEY`. The AWS SDK is
 * loaded only for a dataset that asks for Bedrock.
 */
export const localGeneratorFor = (baseUrl: string = defaultBaseUrl) => {
  const apiKey = process.env.OPENAI_API_KEY;
  return generatorFor({
    template: readPairsPrompt(),
    languageModels: {
      'openai-compatible': (model) =>
        openAiCompatibleLanguageModel({ baseUrl, model, ...(apiKey !== undefined && { apiKey }) }),
      bedrock: async (modelId) => {
        const { BedrockRuntimeClient } = await import('@aws-sdk/client-bedrock-runtime');
        const { bedrockLanguageModel } = await import('#shared/adapters/bedrock-language-model.ts');
        return bedrockLanguageModel({ client: new BedrockRuntimeClient({ retryMode: 'adaptive' }), modelId });
      },
    },
  });
};
