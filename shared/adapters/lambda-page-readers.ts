import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { TextractClient } from '@aws-sdk/client-textract';
import * as z from 'zod';
import { InvalidSettingsError } from '../errors.ts';
import { bedrockPageReader } from './bedrock-page-reader.ts';
import { textractPageReader } from './textract-page-reader.ts';

/** What the environment of a deployment allows, and the role of the function with it. */
const allowedSchema = z.strictObject({ textract: z.boolean(), models: z.array(z.string()) });

/** The paid readers of pages that a deployed function can call. */
export const lambdaPageReaders = (allowed: unknown) => {
  const { textract, models } = allowedSchema.parse(allowed);
  const retries = { retryMode: 'adaptive', maxAttempts: 5 } as const;
  return {
    ...(textract && { textract: () => textractPageReader(new TextractClient(retries)) }),
    ...(models.length > 0 && {
      bedrock: (model: string) => {
        if (models.includes(model)) return bedrockPageReader(new BedrockRuntimeClient(retries), model);
        throw new InvalidSettingsError(`ocr.model: ${model} is not allowed here; use ${models.join(' or ')}`);
      },
    }),
  };
};
