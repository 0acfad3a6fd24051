import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { GrowingObject } from '../ports/object-store.ts';

interface Place {
  readonly Bucket: string;
  readonly Key: string;
  readonly ContentType: string | undefined;
}

/** Every part but the last has at least 5 MiB, and there are 10,000 at most: 80 GB (Amazon S3 multipart upload limits). */
const minPartBytes = 8 * 2 ** 20;

/**
 * An object as a multipart upload, or as one request where it turns out to be small. An upload that is never finished shows
 * nowhere, and the bucket's lifecycle rule drops it. S3 wants the checksum of every part again at the end.
 */
export const s3GrowingObject = (client: S3Client, place: Place): GrowingObject => {
  const { Bucket, Key } = place;
  const parts: { ETag: string | undefined; ChecksumCRC32: string | undefined; PartNumber: number }[] = [];
  let uploadId: string | undefined;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;

  const takeWaiting = (): Uint8Array => {
    const body = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    return body;
  };

  const begin = async (): Promise<string | undefined> => {
    const upload = await client.send(
      new CreateMultipartUploadCommand({ ...place, ChecksumAlgorithm: 'CRC32' }),
    );
    return upload.UploadId;
  };

  const uploadWaiting = async (): Promise<void> => {
    uploadId ??= await begin();
    const PartNumber = parts.length + 1;
    const part = await client.send(
      new UploadPartCommand({
        Bucket,
        Key,
        UploadId: uploadId,
        PartNumber,
        Body: takeWaiting(),
        ChecksumAlgorithm: 'CRC32',
      }),
    );
    parts.push({ PartNumber, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 });
  };

  return {
    append: async (part) => {
      waiting.push(part);
      waitingBytes += part.byteLength;
      if (waitingBytes >= minPartBytes) await uploadWaiting();
    },
    finish: async () => {
      if (uploadId === undefined) {
        await client.send(new PutObjectCommand({ ...place, Body: takeWaiting() }));
        return;
      }
      if (waitingBytes > 0) await uploadWaiting();
      await client.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key,
          UploadId: uploadId,
          MultipartUpload: { Parts: parts },
        }),
      );
    },
  };
};
