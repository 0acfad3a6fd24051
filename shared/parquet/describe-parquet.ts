import { parquetMetadataAsync, parquetSchema, type SchemaTree } from 'hyparquet';
import { asyncBufferOf, type ParquetFile } from './parquet-file.ts';

export interface ParquetDescription {
  readonly rows: number;
  readonly rowGroups: number;
  /** The codecs in use, for example `GZIP`; empty for a file without rows. */
  readonly compression: readonly string[];
  readonly createdBy: string | undefined;
  /** In file order, with types such as `list<struct<role: string, content: string>>`. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** The footer's key-value metadata. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a file's footer tells; no row is read. */
export const describeParquet = async (file: ParquetFile): Promise<ParquetDescription> => {
  const footer = await parquetMetadataAsync(asyncBufferOf(file));
  const chunks = footer.row_groups.flatMap((rowGroup) => rowGroup.columns);
  return {
    rows: Number(footer.num_rows),
    rowGroups: footer.row_groups.length,
    compression: [...new Set(chunks.flatMap((chunk) => chunk.meta_data?.codec ?? []))],
    createdBy: footer.created_by,
    columns: parquetSchema(footer).children.map(describeColumn),
    metadata: Object.fromEntries(
      (footer.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? '']),
    ),
  };
};

const describeColumn = (node: SchemaTree) => ({ name: node.element.name, type: typeText(node) });

const typeText = (node: SchemaTree): string => {
  const { element, children } = node;
  const item = listItem(node);
  if (item !== undefined) return `list<${typeText(item)}>`;
  if (children.length > 0)
    return `struct<${children.map((child) => `${child.element.name}: ${typeText(child)}`).join(', ')}>`;
  return scalarNames[element.converted_type ?? ''] ?? element.type?.toLowerCase() ?? 'unknown';
};

/** The element of a three-level list. */
const listItem = ({ element, children }: SchemaTree): SchemaTree | undefined =>
  element.converted_type === 'LIST' ? children[0]?.children[0] : undefined;

const scalarNames: Readonly<Record<string, string>> = {
  UTF8: 'string',
  TIMESTAMP_MILLIS: 'timestamp[ms]',
  TIMESTAMP_MICROS: 'timestamp[us]',
};
