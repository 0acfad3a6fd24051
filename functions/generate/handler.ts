import { readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { bundledFile, requireEnvironment } from '#shared/adapters/environment.ts';
import { lambdaLanguageModels } from '#shared/adapters/lambda-language-models.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { lambdaCallSeconds } from '#shared/dataset/call-time.ts';
import { underLease } from '#shared/dataset/lease.ts';
import { parsePromptTemplate } from '#shared/prompts/prompt-template.ts';
import { bindStep } from '#shared/step.ts';
import { generatorFor } from './generator-for.ts';
import { readTemplates } from './read-templates.ts';
import { generateStep } from './step.ts';

export const handler = bindStep(generateStep, {
  dataset: s3ObjectStore(new S3Client(), requireEnvironment('DATASET_BUCKET')),
  generatorFor: generatorFor({
    templates: readTemplates((name) =>
      parsePromptTemplate(name, readFileSync(bundledFile(`prompts/${name}.md`), 'utf8')),
    ),
    languageModelFor: lambdaLanguageModels(),
  }),
  hasBatches: true,
  workAlone: underLease,
  secondsPerCall: lambdaCallSeconds,
  now: () => new Date(),
});
