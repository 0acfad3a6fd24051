import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { ManifestFile } from '#shared/domain/manifest.ts';
import type { Row } from '#shared/domain/row.ts';
import { createParquetWriter } from '#shared/parquet/parquet-writer.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

/** A file of a version in the making. It goes out part by part, and nobody sees it before it is finished. */
export interface VersionFile<Item> {
  append(item: Item): Promise<void>;
  finish(): Promise<ManifestFile>;
}

export const parquetFile = (store: ObjectStore, key: string, schema: z.ZodObject): VersionFile<Row> => {
  const body = collector(store, key, 'application/vnd.apache.parquet');
  const writer = createParquetWriter(schema, { write: body.append });
  return {
    append: (row) => writer.append(row),
    finish: async () => {
      const { rows } = await writer.close();
      return body.finish(rows);
    },
  };
};

export const jsonLinesFile = (store: ObjectStore, key: string): VersionFile<unknown> => {
  const body = collector(store, key, 'application/jsonl');
  let rows = 0;
  return {
    append: (value) => {
      rows += 1;
      return body.append(Buffer.from(`${JSON.stringify(value)}\n`));
    },
    finish: () => body.finish(rows),
  };
};

export const textFile = (store: ObjectStore, key: string, contentType: string, text: string) => {
  const body = collector(store, key, contentType);
  return body.append(Buffer.from(text)).then(() => body.finish(null));
};

const collector = (store: ObjectStore, key: string, contentType: string) => {
  const object = store.grow(key, contentType);
  const hash = createHash('sha256');
  let waiting: Uint8Array[] = [];
  let [waitingBytes, bytes] = [0, 0];
  const flush = async (): Promise<void> => {
    const part = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    hash.update(part);
    bytes += part.byteLength;
    await object.append(part);
  };
  return {
    append: async (part: Uint8Array) => {
      waiting.push(part);
      waitingBytes += part.byteLength;
      if (waitingBytes >= partBytes) await flush();
    },
    finish: async (rows: number | null): Promise<ManifestFile> => {
      await flush();
      await object.finish();
      return { name: key.split('/').at(-1) ?? key, sha256: hash.digest('hex'), bytes, rows };
    },
  };
};

/** A line at a time would cost a call of the store each. */
const partBytes = 2 ** 20;
