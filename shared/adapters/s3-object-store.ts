import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { ThrottledError } from '../errors.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { s3GrowingObject } from './s3-growing-object.ts';

/** An S3 bucket. `SlowDown` and server faults that outlast the SDK's own retries become `ThrottledError`. */
export const s3ObjectStore = (client: S3Client, bucket: string): ObjectStore => ({
  bucket,
  uri: (key) => `s3://${bucket}/${key}`,
  stat: (key) =>
    unlessAbsent(async () => {
      const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return { key, size: head.ContentLength ?? 0 };
    }),
  read: (key) =>
    unlessAbsent(async () => {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    }),
  write: (key, body, contentType) =>
    named(async () => {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }),
      );
    }),
  grow: (key, contentType) => {
    const object = s3GrowingObject(client, { Bucket: bucket, Key: key, ContentType: contentType });
    return {
      append: (part) => named(() => object.append(part)),
      finish: () => named(() => object.finish()),
    };
  },
  readState: (key) =>
    unlessAbsent(async () => {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const body = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
      return { body, tag: object.ETag ?? '' };
    }),
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
  replace: async (key, body, tag) => {
    const condition = tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag };
    try {
      await named(() =>
        client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...condition })),
      );
      return true;
    } catch (error) {
      if (error instanceof S3ServiceException && isLostRace(error)) return false;
      throw error;
    }
  },
  delete: (key) =>
    named(async () => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    }),
  async *list(prefix) {
    let continuation: string | undefined;
    do {
      const page = await named(() =>
        client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: continuation }),
        ),
      );
      for (const { Key, Size } of page.Contents ?? []) if (Key) yield { key: Key, size: Size ?? 0 };
      continuation = page.NextContinuationToken;
    } while (continuation);
  },
  folders: async (folder) => {
    const names: string[] = [];
    let continuation: string | undefined;
    do {
      const page = await named(() =>
        client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: folder,
            Delimiter: '/',
            ContinuationToken: continuation,
          }),
        ),
      );
      for (const { Prefix = '' } of page.CommonPrefixes ?? []) names.push(Prefix.slice(folder.length, -1));
      continuation = page.NextContinuationToken;
    } while (continuation);
    return names;
  },
});

const named = async <Value>(operation: () => Promise<Value>): Promise<Value> => {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof S3ServiceException && isTransient(error))
      throw new ThrottledError(error.message, { cause: error });
    throw error;
  }
};

const isTransient = (error: S3ServiceException): boolean =>
  error.name === 'SlowDown' || (error.$metadata.httpStatusCode ?? 0) >= 500;

/** The condition does not hold, another conditional write was under way, or the object was deleted meanwhile. */
const isLostRace = ({ $metadata }: S3ServiceException): boolean =>
  [404, 409, 412].includes($metadata.httpStatusCode ?? 0);

const unlessAbsent = async <Value>(operation: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await named(operation);
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
    throw error;
  }
};
