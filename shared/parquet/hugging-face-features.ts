import type { Columns, ColumnType, ScalarType } from './columns.ts';

const dtypes = {
  string: 'string',
  int32: 'int32',
  int64: 'int64',
  double: 'float64',
  boolean: 'bool',
  timestamp: 'timestamp[ms, tz=UTC]',
} as const satisfies Record<ScalarType, string>;

/**
 * The value of the `huggingface` key, from which `datasets` takes a file's features. A list is `[feature]`, because versions
 * before 4 know no `List` and turn a `Sequence` of structs into a struct of lists.
 */
export const huggingFaceMetadata = (columns: Columns): string =>
  JSON.stringify({ info: { features: features(columns) } });

const features = (columns: Columns): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, feature(type)]));

const feature = (type: ColumnType): unknown => {
  if (typeof type === 'string') return { dtype: dtypes[type], _type: 'Value' };
  return 'list' in type ? [feature(type.list)] : features(type.struct);
};
