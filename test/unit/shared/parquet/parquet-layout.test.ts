import { type ColumnChunk, parquetMetadata } from 'hyparquet';
import { PageTypes } from 'hyparquet/src/constants.js';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';

const schema = z.strictObject({
  text: z.string(),
  tags: z.array(z.string()),
  at: z.date(),
  page: z.number().int(),
});
const rows = (count: number, text = 'text') =>
  Array.from({ length: count }, (_, index) => ({ text, tags: ['a', 'b'], at: new Date(index), page: index }));

const footerOf = async (input: z.input<typeof schema>[]) =>
  parquetMetadata(await parquetBytes(schema, input));

/** Type and number of values of each page of a column chunk, as its page headers say. */
const pagesOf = (bytes: Uint8Array, chunk: ColumnChunk): { type: string | undefined; values: number }[] => {
  const { data_page_offset, num_values } = chunk.meta_data ?? expect.fail('a column chunk without metadata');
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset), offset: Number(data_page_offset) };
  const pages = [];
  for (let remaining = Number(num_values); remaining > 0; ) {
    const header = deserializeTCompactProtocol(reader);
    pages.push({ type: PageTypes[header.field_1], values: header.field_5.field_1 });
    reader.offset += header.field_3;
    remaining -= header.field_5.field_1;
  }
  return pages;
};

describe('the layout of a file', () => {
  it('closes a row group after 4096 rows', async () => {
    const footer = await footerOf(rows(9000));
    expect(footer.row_groups.map((rowGroup) => Number(rowGroup.num_rows))).toEqual([4096, 4096, 808]);
    expect(footer.num_rows).toBe(9000n);
  });

  it('closes a row group sooner when its rows weigh 8 MiB', async () => {
    const footer = await footerOf(rows(20, 'x'.repeat(1024 * 1024)));
    expect(footer.row_groups.map((rowGroup) => Number(rowGroup.num_rows))).toEqual([8, 8, 4]);
  });

  it('has no statistics, no page index and gzip in every column', async () => {
    const footer = await footerOf(rows(5000));
    const chunks = footer.row_groups.flatMap((rowGroup) => rowGroup.columns);
    expect(chunks).toHaveLength(2 * 4);
    for (const chunk of chunks) {
      expect(chunk).toMatchObject({ column_index_offset: undefined, offset_index_offset: undefined });
      expect(chunk.meta_data).toMatchObject({ codec: 'GZIP', statistics: undefined });
    }
  });

  it('holds version 1 pages of 1024 rows', async () => {
    const bytes = await parquetBytes(schema, rows(2500));
    const chunks = parquetMetadata(bytes).row_groups.flatMap((rowGroup) => rowGroup.columns);
    const pages = [1024, 1024, 452].map((values) => ({ type: 'DATA_PAGE', values }));
    const listPages = pages.map(({ type, values }) => ({ type, values: values * 2 }));
    expect(chunks.map((chunk) => pagesOf(bytes, chunk))).toEqual([pages, listPages, pages, pages]);
  });

  it('makes every column, member and element optional', async () => {
    const { schema: elements } = await footerOf([]);
    expect(elements.slice(1).map(({ name, repetition_type }) => [name, repetition_type])).toEqual([
      ['text', 'OPTIONAL'],
      ['tags', 'OPTIONAL'],
      ['list', 'REPEATED'],
      ['element', 'OPTIONAL'],
      ['at', 'OPTIONAL'],
      ['page', 'OPTIONAL'],
    ]);
  });
});
