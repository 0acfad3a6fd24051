import { gzipSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import parquetjs from 'parquetjs-lite';
import { type Row, rowSchema } from '#shared/domain/row.ts';
import { type Columns, type ColumnType, parquetColumns, type ScalarType } from '#shared/parquet/columns.ts';
import { createParquetWriter } from '#shared/parquet/parquet-writer.ts';
import { parquetjsFields, parquetjsRecord } from '#shared/parquet/parquetjs-schema.ts';

/** Writes the rows somewhere that costs nothing and returns the bytes of the file. */
type BenchWriter = (rows: Iterable<Row>) => Promise<number>;

/** `rows only` is what making the rows costs; it is subtracted from the others. */
export const benchWriters = {
  'rows only': async (rows) => {
    let count = 0;
    for (const _row of rows) count += 1;
    return count;
  },

  Quarry: async (rows) => {
    const writer = createParquetWriter(rowSchema, { write: async () => {} });
    for (const row of rows) await writer.append(row);
    return (await writer.close()).bytes;
  },

  /** The library by itself, on the settings that make its files right. */
  'parquetjs-lite': async (rows) => {
    const columns = parquetColumns(rowSchema);
    const schema = new parquetjs.ParquetSchema(parquetjsFields(columns));
    let bytes = 0;
    const write = async (part: Uint8Array) => {
      bytes += part.length;
    };
    const options = { useDataPageV2: false, pageIndex: false, pageSize: 1024 };
    const envelope = new parquetjs.ParquetEnvelopeWriter(schema, write, async () => {}, 0, options);
    const writer = new parquetjs.ParquetWriter(schema, envelope, { rowGroupSize: 4096 });
    for (const row of rows) await writer.appendRow(parquetjsRecord(columns, row));
    await writer.close();
    return bytes;
  },

  'hyparquet-writer': async (rows) => {
    const columns = parquetColumns(rowSchema);
    const writer = Object.assign(new ByteWriter(), {
      index: 0,
      flush() {
        this.index = 0;
      },
    });
    await parquetWriteRows({
      writer,
      rows: withBigints(columns, rows),
      columns: Object.keys(columns).map((name) => ({ name, offsetIndex: false })),
      schema: [{ name: 'root', num_children: Object.keys(columns).length }, ...schemaElements(columns)],
      codec: 'GZIP',
      compressors: { GZIP: (input) => gzipSync(input) },
      statistics: false,
      rowGroupSize: 4096,
    });
    return writer.offset;
  },
} satisfies Record<string, BenchWriter>;

/** hyparquet-writer takes int64 as bigint only. */
function* withBigints(columns: Columns, rows: Iterable<object>): Generator<Record<string, unknown>> {
  for (const row of rows) yield bigintStruct(columns, row as Record<string, unknown>);
}

const bigintStruct = (columns: Columns, struct: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, bigintValue(type, struct[name])]));

const bigintValue = (type: ColumnType, value: unknown): unknown => {
  if (value === null) return null;
  if (typeof type === 'string') return type === 'int64' ? BigInt(value as number) : value;
  return 'struct' in type
    ? bigintStruct(type.struct, value as Record<string, unknown>)
    : (value as unknown[]).map((element) => bigintValue(type.list, element));
};

const schemaElements = (columns: Columns): SchemaElement[] =>
  Object.entries(columns).flatMap(([name, type]) => schemaElement(name, type));

const schemaElement = (name: string, type: ColumnType): SchemaElement[] => {
  const column = { name, repetition_type: 'OPTIONAL' } as const;
  if (typeof type === 'string') return [{ ...column, ...physicalTypes[type] }];
  if ('struct' in type)
    return [{ ...column, num_children: Object.keys(type.struct).length }, ...schemaElements(type.struct)];
  return [
    { ...column, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...schemaElement('element', type.list),
  ];
};

const physicalTypes = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
} as const satisfies Record<ScalarType, Partial<SchemaElement>>;
