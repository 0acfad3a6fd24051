import { S3Client } from '@aws-sdk/client-s3';
import { requireEnvironment } from '#shared/adapters/environment.ts';
import { lambdaDeployment } from '#shared/adapters/lambda-deployment.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { bindStep } from '#shared/step.ts';
import { assembleStep } from './step.ts';

const s3 = new S3Client();

export const handler = bindStep(assembleStep, {
  source: s3ObjectStore(s3, requireEnvironment('SOURCE_BUCKET')),
  dataset: s3ObjectStore(s3, requireEnvironment('DATASET_BUCKET')),
  deployment: lambdaDeployment(),
});
