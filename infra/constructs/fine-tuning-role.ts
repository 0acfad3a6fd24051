import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { keyPatterns as keys } from '../key-patterns.ts';
import { grantOnObjects } from './grant-on-objects.ts';

/**
 * What Bedrock reads the rows of a version and writes the metrics of its training as, on behalf of customization jobs of
 * this account alone. https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-iam-role.html
 */
export class FineTuningRole extends Role {
  constructor(scope: Construct, id: string, { bucket }: { readonly bucket: Bucket }) {
    const { account } = Stack.of(scope);
    super(scope, id, {
      description: 'Read by fine-tuning: the rows of a version; written: the metrics of the training',
      assumedBy: new ServicePrincipal('bedrock.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': customizationJobsArn(Stack.of(scope)) },
        },
      }),
    });
    grantOnObjects(this, bucket, 's3:GetObject', keys.trainingRecords);
    grantOnObjects(this, bucket, 's3:PutObject', keys.fineTuning);
  }
}

/** Every customization job of this account and region; a job gets its name when it is created. */
export const customizationJobsArn = (stack: Stack): string =>
  stack.formatArn({ service: 'bedrock', resource: 'model-customization-job', resourceName: '*' });
