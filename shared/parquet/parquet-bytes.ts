import type * as z from 'zod';
import { createParquetWriter, type ParquetSink } from './parquet-writer.ts';

/** A whole file in memory, for the few rows of one document; larger files go through `createParquetWriter`. */
export const parquetBytes = async <Schema extends z.ZodObject>(
  schema: Schema,
  rows: Iterable<z.input<Schema>> | AsyncIterable<z.input<Schema>>,
  metadata: ParquetSink['metadata'] = {},
): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  const writer = createParquetWriter(schema, {
    write: async (part) => {
      parts.push(part);
    },
    metadata,
  });
  for await (const row of rows) await writer.append(row);
  await writer.close();
  return Buffer.concat(parts);
};
