import type { EventPattern } from 'aws-cdk-lib/aws-events';

/** A key ending in `/` is how consoles make a folder: it is no document. */
const isNoFolder = [{ 'anything-but': { suffix: '/' } }];

/** An upload, also of an empty file: the convert step says what is wrong with it. */
export const uploadPattern = (bucketName: string): EventPattern => ({
  source: ['aws.s3'],
  detailType: ['Object Created'],
  detail: { bucket: { name: [bucketName] }, object: { key: isNoFolder } },
});

/**
 * A deletion by someone, whether it left a delete marker or removed a version for good. When S3 itself clears away old
 * versions its reason is another, and the document may well be there.
 */
export const deletionPattern = (bucketName: string): EventPattern => ({
  source: ['aws.s3'],
  detailType: ['Object Deleted'],
  detail: { bucket: { name: [bucketName] }, object: { key: isNoFolder }, reason: ['DeleteObject'] },
});

/** What an application puts on our bus to ask for a dataset. */
export const runRequestPattern: EventPattern = { detailType: ['DatasetRunRequested'] };
