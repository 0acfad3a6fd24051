import { S3Client } from '@aws-sdk/client-s3';
import { requireEnvironment } from '#shared/adapters/environment.ts';
import { lambdaDeployment } from '#shared/adapters/lambda-deployment.ts';
import { lambdaPageReaders } from '#shared/adapters/lambda-page-readers.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { bindStep } from '#shared/step.ts';
import { convertInChild } from './convert-in-child.ts';
import { choosePageReader } from './ocr/choose-page-reader.ts';
import { convertStep } from './step.ts';

const s3 = new S3Client();

export const handler = bindStep(convertStep, {
  source: s3ObjectStore(s3, requireEnvironment('SOURCE_BUCKET')),
  dataset: s3ObjectStore(s3, requireEnvironment('DATASET_BUCKET')),
  deployment: lambdaDeployment(),
  convert: convertInChild,
  pageReaderFor: choosePageReader(lambdaPageReaders()),
  secondsForOcr: 600,
});
