import type * as z from 'zod';

export type ScalarType = 'string' | 'int32' | 'int64' | 'double' | 'boolean' | 'timestamp';

/** In the file every column, member and element is nullable; which of them may be null is the row schema's business. */
export type ColumnType = ScalarType | { readonly list: ColumnType } | { readonly struct: Columns };

/** Columns by name, in file order. */
export type Columns = Readonly<Record<string, ColumnType>>;

/** Spark refuses spaces and punctuation in names; plain ASCII also keeps the metadata that repeats them ASCII. */
const columnName = /^[A-Za-z][A-Za-z0-9_]*$/;

/**
 * The columns of a row schema, which is the only description of a file's shape. Throws, naming the column, for a kind that
 * has no column: a column holds one type, and a missing value is null (`nullable`), never absent (`optional`). A default
 * stands for a member that older files do not have.
 */
export const parquetColumns = (schema: z.ZodObject): Columns => structColumns(schema, '');

const structColumns = (schema: z.core.$ZodObject, path: string): Columns => {
  const { shape, catchall } = schema._zod.def;
  if (catchall !== undefined && catchall._zod.def.type !== 'never')
    throw unsupported(path, 'an object that keeps unknown keys');
  const entries = Object.entries(shape);
  if (entries.length === 0) throw unsupported(path, 'an object without members');
  return Object.fromEntries(
    entries.map(([name, member]) => {
      const memberPath = path === '' ? name : `${path}.${name}`;
      if (!columnName.test(name)) throw unsupported(memberPath, 'a name other than letters, digits and _');
      return [name, columnType(member, memberPath)];
    }),
  );
};

const columnType = (schema: z.core.$ZodType, path: string): ColumnType => {
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  switch (def.type) {
    case 'string':
      return 'string';
    case 'enum':
      if (Object.values(def.entries).every((value) => typeof value === 'string')) return 'string';
      throw unsupported(path, 'an enum of numbers');
    case 'number':
      return numberType(known as z.ZodNumber);
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'timestamp';
    case 'nullable':
    case 'default':
      return columnType(def.innerType, path);
    case 'array':
      return { list: columnType(def.element, `${path}[]`) };
    case 'object':
      return { struct: structColumns(known as z.core.$ZodObject, path) };
    default:
      throw unsupported(path, def.type);
  }
};

const numberType = ({ format, isInt }: z.ZodNumber): ScalarType => {
  if (format === 'int32') return 'int32';
  return isInt ? 'int64' : 'double';
};

const unsupported = (path: string, what: string): Error =>
  new Error(`Parquet column ${path || '(root)'}: ${what} has no column type`);
