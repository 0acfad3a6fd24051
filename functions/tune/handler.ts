import { BedrockClient } from '@aws-sdk/client-bedrock';
import { S3Client } from '@aws-sdk/client-s3';
import { bedrockModelCustomization } from '#shared/adapters/bedrock-model-customization.ts';
import { requireEnvironment } from '#shared/adapters/environment.ts';
import { lambdaDeployment } from '#shared/adapters/lambda-deployment.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { bindStep } from '#shared/step.ts';
import { tuneStep } from './step.ts';

const s3 = new S3Client();

export const handler = bindStep(tuneStep, {
  source: s3ObjectStore(s3, requireEnvironment('SOURCE_BUCKET')),
  dataset: s3ObjectStore(s3, requireEnvironment('DATASET_BUCKET')),
  deployment: lambdaDeployment(),
  customization: bedrockModelCustomization({
    client: new BedrockClient({ retryMode: 'adaptive', maxAttempts: 5 }),
    roleArn: requireEnvironment('FINE_TUNING_ROLE_ARN'),
  }),
});
