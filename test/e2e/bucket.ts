import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { sha256 } from '#shared/domain/hash.ts';

/** The few things that the test does to a bucket, by the plain client: Quarry's own adapter is among what is tested. */
export const bucket = (s3: S3Client, Bucket: string) => {
  const read = async (Key: string): Promise<Uint8Array> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  };
  const keys = async (Prefix: string): Promise<string[]> => {
    const found: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      found.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    return found;
  };
  return {
    name: Bucket,
    read,
    keys,
    put: (Key: string, Body: Uint8Array | string) => s3.send(new PutObjectCommand({ Bucket, Key, Body })),
    delete: (Key: string) => s3.send(new DeleteObjectCommand({ Bucket, Key })),
    /** The hash of every object, by key. */
    fingerprint: async (prefix: string): Promise<Record<string, string>> =>
      Object.fromEntries(
        await Promise.all((await keys(prefix)).map(async (key) => [key, sha256(await read(key))] as const)),
      ),
  };
};
