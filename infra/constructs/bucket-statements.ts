import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

export type ObjectAction = 's3:GetObject' | 's3:PutObject' | 's3:DeleteObject';

const keyActions: Record<ObjectAction, string[]> = {
  's3:GetObject': ['kms:Decrypt'],
  's3:PutObject': ['kms:GenerateDataKey', 'kms:Decrypt'],
  's3:DeleteObject': [],
};

/**
 * The least that one action needs on the objects under some key patterns. Reading includes listing, without which S3
 * answers 403 instead of 404 for an object that is not there; a plain read carries no prefix, hence `IfExists`.
 */
export const bucketStatements = (
  bucket: Bucket,
  action: ObjectAction,
  patterns: readonly string[],
): PolicyStatement[] => {
  const statements = [
    new PolicyStatement({
      actions: [action],
      resources: patterns.map((pattern) => bucket.arnForObjects(pattern)),
    }),
  ];
  if (action === 's3:GetObject') {
    statements.push(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLikeIfExists: { 's3:prefix': patterns } },
      }),
    );
  }
  if (bucket.encryptionKey && keyActions[action].length > 0) {
    statements.push(
      new PolicyStatement({ actions: keyActions[action], resources: [bucket.encryptionKey.keyArn] }),
    );
  }
  return statements;
};
