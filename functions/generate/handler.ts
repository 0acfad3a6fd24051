import { readFileSync } from 'node:fs';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { bedrockLanguageModel } from '#shared/adapters/bedrock-language-model.ts';
import { bundledFile, requireEnvironment } from '#shared/adapters/environment.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { bindStep } from '#shared/step.ts';
import { generatorFor } from './generator-for.ts';
import { parsePromptTemplate } from './prompt-template.ts';
import { generateStep } from './step.ts';

const bedrock = new BedrockRuntimeClient({ retryMode: 'adaptive', maxAttempts: 5 });

export const handler = bindStep(generateStep, {
  dataset: s3ObjectStore(new S3Client(), requireEnvironment('DATASET_BUCKET')),
  generatorFor: generatorFor({
    template: parsePromptTemplate('pairs', readFileSync(bundledFile('prompts/pairs.md'), 'utf8')),
    languageModels: { bedrock: (modelId) => bedrockLanguageModel({ client: bedrock, modelId }) },
  }),
  now: () => new Date(),
});
