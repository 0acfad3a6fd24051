import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import { type Environment, environmentTags } from '../environments.ts';

/** What cannot be rebuilt: documents, datasets, and the keys over them. */
export class StorageStack extends Stack {
  readonly source: PrivateBucket;
  readonly dataset: PrivateBucket;
  /** Keys the hashes by which the audit trail names a match without holding it. */
  readonly auditKey: Secret;

  constructor(scope: Construct, id: string, environment: Environment) {
    const { keepData, noncurrentVersionDays } = environment;
    super(scope, id, {
      description: `Quarry ${environment.name}: documents and datasets`,
      terminationProtection: keepData,
      tags: environmentTags(environment),
    });
    const removalPolicy = keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const encryptionKey =
      environment.encryption === 'customer-key'
        ? new Key(this, 'DataKey', { enableKeyRotation: true, removalPolicy })
        : undefined;

    const accessLogs = new PrivateBucket(this, 'AccessLogs', { keepData, noncurrentVersionDays });
    const dataBucket = (bucketId: string, prefix: string) =>
      new PrivateBucket(this, bucketId, {
        keepData,
        noncurrentVersionDays,
        ...(encryptionKey && { encryptionKey }),
        accessLogs: { bucket: accessLogs, prefix },
      });
    this.source = dataBucket('Source', 'source/');
    this.source.announceChanges();
    this.dataset = dataBucket('Dataset', 'dataset/');

    this.auditKey = new Secret(this, 'AuditKey', {
      description: 'Keys the hashes of matches in audit trails',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });

    Validations.of(accessLogs).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It receives the access logs of the other buckets; logging its own access would never end.',
    });
    Validations.of(this.auditKey).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'A new key would make the same match look different in the audit trails of two runs.',
    });

    new CfnOutput(this, 'SourceBucketName', { value: this.source.bucketName });
    new CfnOutput(this, 'DatasetBucketName', { value: this.dataset.bucketName });
  }
}
