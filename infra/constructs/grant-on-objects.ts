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

/**
 * Grants the least that one action needs on the objects under some key patterns. Reading includes listing, without which
 * S3 answers 403 instead of 404 for an object that is not there; a plain read carries no prefix, hence `IfExists`.
 */
export const grantOnObjects = (
  role: IRole,
  bucket: Bucket,
  action: ObjectAction,
  patterns: readonly string[],
): void => {
  const allow = (actions: string[], resources: string[], conditions = {}) =>
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources, conditions }));
  allow(
    [action],
    patterns.map((pattern) => bucket.arnForObjects(pattern)),
  );
  if (action === 's3:GetObject') {
    allow(['s3:ListBucket'], [bucket.bucketArn], { StringLikeIfExists: { 's3:prefix': patterns } });
  }
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

/** The name under which another stack finds the bucket, which stands for its ARN in findings. */
const importNameOf = (bucket: Bucket): string => {
  const owner = Stack.of(bucket);
  return owner.resolve(owner.exportValue(bucket.bucketArn))['Fn::ImportValue'];
};
