import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { synthesize } from '../support/synthesize.ts';

const buckets = ['Source', 'Dataset', 'AccessLogs'];
const { storage: prod, pipeline: prodPipeline, stacks: prodStacks } = synthesize('prod');
const { storage: dev, stacks: devStacks } = synthesize('dev');

const bucket = (template: typeof prod, name: string) => {
  const found = Object.entries(template.findResources('AWS::S3::Bucket')).find(([logicalId]) =>
    logicalId.startsWith(name),
  );
  if (!found) throw new Error(`there is no bucket ${name}`);
  return {
    logicalId: found[0],
    ...(found[1] as { Properties: Record<string, never>; DeletionPolicy: string }),
  };
};

describe.each(buckets)('the bucket %s', (name) => {
  const { logicalId, Properties } = bucket(prod, name);

  test('is closed to the public and to foreign owners, and keeps old versions for a while', () => {
    expect(Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    });
  });

  test('refuses whoever comes without TLS 1.2', () => {
    const deny = (condition: object) =>
      Match.objectLike({
        Effect: 'Deny',
        Action: 's3:*',
        Principal: { AWS: '*' },
        Condition: condition,
      });
    prod.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: logicalId },
      PolicyDocument: {
        Statement: Match.arrayWith([
          deny({ Bool: { 'aws:SecureTransport': 'false' } }),
          deny({ NumericLessThan: { 's3:TlsVersion': 1.2 } }),
        ]),
      },
    });
  });

  test('outlives its stack in prod, and in dev does not', () => {
    expect(bucket(prod, name).DeletionPolicy).toBe('Retain');
    expect(bucket(dev, name).DeletionPolicy).toBe('Delete');
  });
});

test.each(['Source', 'Dataset'])(
  'the bucket %s is encrypted with our key in prod and logs its access',
  (name) => {
    const { Properties } = bucket(prod, name);
    expect(Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
        ],
      },
      LoggingConfiguration: { DestinationBucketName: { Ref: bucket(prod, 'AccessLogs').logicalId } },
    });
  },
);

test('the source bucket announces its changes without a function to set that up', () => {
  expect(bucket(prod, 'Source').Properties).toMatchObject({
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  });
  expect(Object.keys(prod.findResources('AWS::Lambda::Function'))).toEqual([]);
});

test('in prod the keys and the logs stay too, and no stack can be deleted by accident', () => {
  expect(prodStacks.map((stack) => stack.terminationProtection)).toEqual([true, true]);
  prod.allResources('AWS::KMS::Key', { DeletionPolicy: 'Retain' });
  prod.allResources('AWS::SecretsManager::Secret', { DeletionPolicy: 'Retain' });
  prodPipeline.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain' });
});

test('dev can be thrown away', () => {
  expect(devStacks.map((stack) => stack.terminationProtection)).toEqual([false, false]);
});

test('the key of the data is renewed every year', () => {
  prod.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
});
