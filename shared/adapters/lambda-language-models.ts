import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { bedrockLanguageModel } from './bedrock-language-model.ts';
import { chooseLanguageModel } from './choose-language-model.ts';

/** The models that a deployed function can call; its role says which of them. */
export const lambdaLanguageModels = () => {
  const client = new BedrockRuntimeClient({ retryMode: 'adaptive', maxAttempts: 5 });
  return chooseLanguageModel({
    bedrock: (modelId, price, strategy) => bedrockLanguageModel({ client, modelId, price, strategy }),
  });
};
