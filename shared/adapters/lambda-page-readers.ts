import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { TextractClient } from '@aws-sdk/client-textract';
import { bedrockPageReader } from './bedrock-page-reader.ts';
import { textractPageReader } from './textract-page-reader.ts';

/** The paid readers of pages that a deployed function can call; its role says whether it may. */
export const lambdaPageReaders = () => {
  const retries = { retryMode: 'adaptive', maxAttempts: 5 } as const;
  return {
    textract: () => textractPageReader(new TextractClient(retries)),
    bedrock: (model: string) => bedrockPageReader(new BedrockRuntimeClient(retries), model),
  };
};
