import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { keyPatterns as keys } from '../key-patterns.ts';
import { grantBedrockModel } from './grant-bedrock-model.ts';
import { grantOnObjects } from './grant-on-objects.ts';

export interface BatchJobRoleProps {
  /** Holds the records of jobs and takes their results; Bedrock reads and lists both. */
  readonly bucket: Bucket;
  readonly models: readonly string[];
}

/**
 * What Bedrock reads the records of a batch and writes its results as, on behalf of batch jobs of this account alone.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/batch-iam-sr.html
 */
export class BatchJobRole extends Role {
  constructor(scope: Construct, id: string, { bucket, models }: BatchJobRoleProps) {
    const { account } = Stack.of(scope);
    super(scope, id, {
      description: 'Read by batch inference: the records of a job; written: its results',
      assumedBy: new ServicePrincipal('bedrock.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': batchJobsArn(Stack.of(scope)) },
        },
      }),
    });
    grantOnObjects(this, bucket, 's3:GetObject', keys.batchJob);
    grantOnObjects(this, bucket, 's3:PutObject', keys.batchOutput);
    for (const model of models) grantBedrockModel(this, model);
  }
}

/** Every batch job of this account and region; a job gets its name when it is created. */
export const batchJobsArn = (stack: Stack): string =>
  stack.formatArn({ service: 'bedrock', resource: 'model-invocation-job', resourceName: '*' });
