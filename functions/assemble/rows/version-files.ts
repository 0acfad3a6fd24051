import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { ManifestFile } from '#shared/domain/manifest.ts';
import { createParquetWriter } from '#shared/parquet/parquet-writer.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

/** A file of a version in the making. It is stored when it is finished, never in part. */
export interface VersionFile<Item> {
  append(item: Item): Promise<void>;
  finish(): Promise<ManifestFile>;
}

export const parquetFile = <Schema extends z.ZodObject>(
  store: ObjectStore,
  key: string,
  schema: Schema,
): VersionFile<z.input<Schema>> => {
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
  const parts: Uint8Array[] = [];
  const hash = createHash('sha256');
  return {
    append: async (part: Uint8Array) => {
      parts.push(part);
      hash.update(part);
    },
    finish: async (rows: number | null): Promise<ManifestFile> => {
      const bytes = Buffer.concat(parts);
      await store.write(key, bytes, contentType);
      const name = key.split('/').at(-1) ?? key;
      return { name, sha256: hash.digest('hex'), bytes: bytes.byteLength, rows };
    },
  };
};
