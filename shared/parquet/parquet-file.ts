import { gunzipSync } from 'node:zlib';
import type { AsyncBuffer, Compressors } from 'hyparquet';

/** A file's bytes, or a way to fetch ranges of them, for example from S3. */
export type ParquetFile = Uint8Array | AsyncBuffer;

export const asyncBufferOf = (file: ParquetFile): AsyncBuffer =>
  file instanceof Uint8Array
    ? {
        byteLength: file.byteLength,
        slice: (start, end) => new Uint8Array(file.subarray(start, end)).buffer,
      }
    : file;

/** hyparquet brings snappy along; gzip is what our own files use. */
export const compressors: Compressors = {
  GZIP: (bytes, outputLength) => gunzipSync(bytes, { maxOutputLength: Math.max(outputLength, 1) }),
};
