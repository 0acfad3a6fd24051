import { S3Client } from '@aws-sdk/client-s3';
import { requireEnvironment } from '#shared/adapters/environment.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { bindStep } from '#shared/step.ts';
import { writeStep } from './step.ts';

export const handler = bindStep(writeStep, {
  dataset: s3ObjectStore(new S3Client(), requireEnvironment('DATASET_BUCKET')),
});
