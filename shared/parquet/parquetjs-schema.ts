import parquetjs, { type FieldDefinition, type ParquetSchema } from 'parquetjs-lite';
import type { Columns, ColumnType, ScalarType } from './columns.ts';

const scalarTypes = {
  string: 'UTF8',
  int32: 'INT32',
  int64: 'INT64',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP_MILLIS',
} as const satisfies Record<ScalarType, FieldDefinition['type']>;

export const parquetjsSchema = (columns: Columns): ParquetSchema => {
  const schema = new parquetjs.ParquetSchema(parquetjsFields(columns));
  for (const { path } of schema.fieldList) cacheString(path);
  return schema;
};

/**
 * The columns as parquetjs-lite declares them. Lists have the three levels that the format asks for
 * (https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists); statistics are off because the library
 * orders strings by UTF-16 unit, which lets readers skip row groups that hold a match.
 */
export const parquetjsFields = (columns: Columns): Record<string, FieldDefinition> =>
  Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, field(type)]));

const field = (type: ColumnType): FieldDefinition => {
  if (typeof type === 'string')
    return { type: scalarTypes[type], optional: true, compression: 'GZIP', statistics: false };
  if ('struct' in type) return { optional: true, fields: parquetjsFields(type.struct) };
  return {
    type: 'LIST',
    optional: true,
    fields: { list: { repeated: true, fields: { element: field(type.list) } } },
  };
};

/** The library uses these arrays as object keys several times per value, and would join them anew each time. */
const cacheString = (path: readonly string[]): void => {
  const key = path.toString();
  Object.defineProperty(path, 'toString', { value: () => key });
};

/** A row in the nesting of the schema: `[a]` becomes `{ list: [{ element: a }] }`. The row must fit the columns. */
export const parquetjsRecord = (columns: Columns, row: object): object => {
  const members = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [name, recordValue(type, members[name])]),
  );
};

const recordValue = (type: ColumnType, value: unknown): unknown => {
  if (value === null || typeof type === 'string') return value;
  if ('struct' in type) return parquetjsRecord(type.struct, value as object);
  const elements = value as readonly unknown[];
  return { list: elements.map((element) => ({ element: recordValue(type.list, element) })) };
};
