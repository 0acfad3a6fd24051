import { S3Client } from '@aws-sdk/client-s3';
import { bundledFile, requireEnvironment } from '#shared/adapters/environment.ts';
import { lambdaDeployment } from '#shared/adapters/lambda-deployment.ts';
import { packFolder } from '#shared/adapters/pack-folder.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { packsBeside } from '#shared/dataset/read-pack.ts';
import { listPacks } from '#shared/policy/list-packs.ts';
import { bindStep } from '#shared/step.ts';
import { planStep } from './step.ts';

const s3 = new S3Client();
const source = s3ObjectStore(s3, requireEnvironment('SOURCE_BUCKET'));

export const handler = bindStep(planStep, {
  source,
  dataset: s3ObjectStore(s3, requireEnvironment('DATASET_BUCKET')),
  deployment: lambdaDeployment(),
  listPacks: listPacks(packsBeside(packFolder(bundledFile('policies')), source)),
});
