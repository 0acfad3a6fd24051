import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface PrivateBucketProps {
  readonly keepData: boolean;
  readonly noncurrentVersionDays: number;
  /** Left out, S3 encrypts with keys of its own. */
  readonly encryptionKey?: IKey;
  readonly accessLogs?: { readonly bucket: s3.Bucket; readonly prefix: string };
}

/** A bucket that nobody reads without TLS and a grant, and in which an overwritten object can be brought back. */
export class PrivateBucket extends s3.Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    const { keepData, encryptionKey, accessLogs } = props;
    super(scope, id, {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      ...(encryptionKey
        ? { encryption: s3.BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
        : { encryption: s3.BucketEncryption.S3_MANAGED }),
      ...(accessLogs && {
        // The library's class and interface disagree under exactOptionalPropertyTypes.
        serverAccessLogsBucket: accessLogs.bucket as s3.IBucket,
        serverAccessLogsPrefix: accessLogs.prefix,
      }),
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(props.noncurrentVersionDays),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /**
   * Sends every change to EventBridge. By the plain CloudFormation property: the construct library's own switch adds a
   * function and a role to do the same.
   */
  announceChanges(): void {
    const bucket = this.node.defaultChild as s3.CfnBucket;
    bucket.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}
