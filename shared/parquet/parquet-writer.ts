import parquetjs from 'parquetjs-lite';
import type * as z from 'zod';
import { parquetColumns } from './columns.ts';
import { huggingFaceMetadata } from './hugging-face-features.ts';
import { parquetjsRecord, parquetjsSchema } from './parquetjs-schema.ts';
import { parsedRow } from './parsed-row.ts';
import { createRowGroupBudget } from './row-group-budget.ts';
import { createSerialQueue } from './serial-queue.ts';

export interface ParquetWriter<Row> {
  /**
   * Resolves when the row is taken and, if it closed a row group, the sink has that too. Calls that are not awaited keep
   * their order. The first failure is final: every later `append` and `close` rejects with it.
   */
  append(row: Row): Promise<void>;
  /** The file counts only when this has resolved; until then what the sink holds may be torn. */
  close(): Promise<{ readonly rows: number; readonly bytes: number }>;
}

export interface ParquetSink {
  /** Called with the consecutive parts of the file, one call at a time. */
  write(bytes: Uint8Array): Promise<void>;
  /** For the footer, beside the `huggingface` key that the columns give. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Version 2 pages miscount the rows of lists and the page index lacks required members, so readers would lose rows. */
const envelopeOptions = { pageSize: 1024, useDataPageV2: false, pageIndex: false };

/**
 * Writes rows of a schema as the Parquet that every reader takes alike: optional columns, three-level lists, gzip, version
 * 1 pages, neither statistics nor page index. The same rows give the same bytes. A lone surrogate, which UTF-8 cannot
 * hold, becomes U+FFFD, and -0 becomes 0. Throws for a schema that `parquetColumns` refuses.
 */
export const createParquetWriter = <Schema extends z.ZodObject>(
  schema: Schema,
  { write, metadata = {} }: ParquetSink,
): ParquetWriter<z.input<Schema>> => {
  const columns = parquetColumns(schema);
  const fileSchema = parquetjsSchema(columns);
  const inSinkOrder = createSerialQueue();
  let bytes = 0;
  const envelope = new parquetjs.ParquetEnvelopeWriter(
    fileSchema,
    (part) => {
      bytes += part.length;
      return inSinkOrder(() => write(part));
    },
    () => inSinkOrder(() => {}),
    0,
    envelopeOptions,
  );
  const writer = new parquetjs.ParquetWriter(fileSchema, envelope, {
    rowGroupSize: Number.POSITIVE_INFINITY,
  });
  for (const [key, value] of Object.entries({ ...metadata, huggingface: huggingFaceMetadata(columns) }))
    writer.setMetadata(key, value);

  const inRowOrder = createSerialQueue();
  const closesRowGroup = createRowGroupBudget();
  let rows = 0;
  return {
    append(row) {
      const parsed = schema.safeParse(row);
      return inRowOrder(async () => {
        const record = parquetjsRecord(columns, parsedRow(parsed, rows));
        rows += 1;
        writer.setRowGroupSize(closesRowGroup(record) ? 1 : Number.POSITIVE_INFINITY);
        await writer.appendRow(record);
      });
    },
    close: () =>
      inRowOrder(async () => {
        await writer.close();
        if (envelope.rowCount !== rows)
          throw new Error(`Parquet file holds ${envelope.rowCount} rows, but ${rows} were appended`);
        return { rows, bytes };
      }),
  };
};
