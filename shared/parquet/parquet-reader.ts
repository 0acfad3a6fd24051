import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type * as z from 'zod';
import { asyncBufferOf, compressors, type ParquetFile } from './parquet-file.ts';
import { parsedRow } from './parsed-row.ts';

/**
 * The rows of any Parquet file as plain values: null for what is missing, Date for timestamps, a number for each int64 that
 * a number holds exactly and a bigint for the others. One row group at a time is in memory, and of it only `columns` where
 * they are given.
 */
export async function* readParquetRows(
  file: ParquetFile,
  columns?: string[],
): AsyncGenerator<Record<string, unknown>> {
  const source = asyncBufferOf(file);
  const metadata = await parquetMetadataAsync(source);
  let rowStart = 0;
  for (const rowGroup of metadata.row_groups) {
    const rowEnd = rowStart + Number(rowGroup.num_rows);
    const range = { rowStart, rowEnd, ...(columns && { columns }) };
    const rows = await parquetReadObjects({ file: source, metadata, compressors, ...range });
    for (const row of rows) yield plainStruct(row);
    rowStart = rowEnd;
  }
}

/** As `readParquetRows`, for files of ours: throws at the first row that does not fit the schema. */
export async function* parseParquetRows<Schema extends z.ZodObject>(
  file: ParquetFile,
  schema: Schema,
): AsyncGenerator<z.output<Schema>> {
  yield* parsedRows(readParquetRows(file), schema);
}

/** As `parseParquetRows`, but only the columns that the schema names are read, and others may stand beside them. */
export async function* parseParquetColumns<Schema extends z.ZodObject>(
  file: ParquetFile,
  schema: Schema,
): AsyncGenerator<z.output<Schema>> {
  yield* parsedRows(readParquetRows(file, Object.keys(schema.shape)), schema);
}

async function* parsedRows<Schema extends z.ZodObject>(
  rows: AsyncIterable<Record<string, unknown>>,
  schema: Schema,
): AsyncGenerator<z.output<Schema>> {
  let index = 0;
  for await (const row of rows) {
    yield parsedRow(schema.safeParse(row), index);
    index += 1;
  }
}

const plainStruct = (struct: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(struct).map(([name, value]) => [name, plainValue(value)]));

const plainValue = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return value instanceof Date || ArrayBuffer.isView(value) ? value : plainStruct(value);
};
