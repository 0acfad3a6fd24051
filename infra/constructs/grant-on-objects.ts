import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeWildcard } from './acknowledge.ts';

export type ObjectAction = 's3:GetObject' | 's3:PutObject' | 's3:DeleteObject';

const keyActions: Record<ObjectAction, string[]> = {
  's3:GetObject': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey', 'kms:Decrypt'],
  's3:DeleteObject': [],
};

/** Grants the least that one action needs on the objects under some key patterns. */
export const grantOnObjects = (
  role: IRole,
  bucket: Bucket,
  action: ObjectAction,
  patterns: readonly string[],
): void => {
  const allow = (actions: string[], resources: string[]) =>
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  allow(
    [action],
    patterns.map((pattern) => bucket.arnForObjects(pattern)),
  );
  if (action === 's3:GetObject') grantListing(role, bucket, patterns);
  if (bucket.encryptionKey && keyActions[action].length > 0) {
    allow(keyActions[action], [bucket.encryptionKey.keyArn]);
  }
  for (const pattern of patterns) {
    acknowledgeWildcard(
      role,
      `${importNameOf(bucket)}/${pattern}`,
      'A key holds the names of its dataset and document, which are not known when the stack is deployed.',
    );
  }
};

/**
 * Grants listing what begins with one of some prefixes. Whoever reads needs it too: without it S3 answers 403 instead of 404
 * for an object that is not there. Such a read carries no prefix, hence `IfExists`.
 */
export const grantListing = (role: IRole, bucket: Bucket, prefixes: readonly string[]): void => {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLikeIfExists: { 's3:prefix': prefixes } },
    }),
  );
};

/** The name under which another stack finds the bucket, which stands for its ARN in findings. */
const importNameOf = (bucket: Bucket): string => {
  const owner = Stack.of(bucket);
  return owner.resolve(owner.exportValue(bucket.bucketArn))['Fn::ImportValue'];
};
