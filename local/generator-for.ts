import { readFileSync } from 'node:fs';
import { generatorFor } from '../functions/generate/generator-for.ts';
import { parsePromptTemplate } from '../functions/generate/prompt-template.ts';

const pairsPrompt = new URL('../functions/generate/prompts/pairs.md', import.meta.url);

/** The generators of a local run. The AWS SDK is loaded only for a dataset that asks for Bedrock. */
export const localGeneratorFor = generatorFor({
  template: parsePromptTemplate('pairs', readFileSync(pairsPrompt, 'utf8')),
  languageModels: {
    bedrock: async (modelId) => {
      const { BedrockRuntimeClient } = await import('@aws-sdk/client-bedrock-runtime');
      const { bedrockLanguageModel } = await import('#shared/adapters/bedrock-language-model.ts');
      return bedrockLanguageModel({ client: new BedrockRuntimeClient({ retryMode: 'adaptive' }), modelId });
    },
  },
});
