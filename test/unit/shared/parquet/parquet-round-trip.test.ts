import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import { collect } from './collect.ts';
import { foreignReaders, queryWithDuckDB } from './foreign-readers.ts';

const schema = z.strictObject({
  id: z.string(),
  text: z.string().nullable(),
  count: z.number().int().nullable(),
  small: z.int32().nullable(),
  share: z.number().nullable(),
  flag: z.boolean().nullable(),
  at: z.date().nullable(),
  tags: z.array(z.string().nullable()).nullable(),
  turns: z.array(z.strictObject({ role: z.string(), content: z.string().nullable() }).nullable()).nullable(),
  scores: z.strictObject({ grounding: z.number().nullable(), judge: z.number().nullable() }).nullable(),
});
type TestRow = z.infer<typeof schema>;

const aRow = (row: Partial<TestRow> = {}): TestRow => ({
  id: 'qa_0001',
  text: 'How heavy may a cabin bag be?',
  count: 7,
  small: -7,
  share: 0.25,
  flag: true,
  at: new Date('2026-11-22T09:30:00.123Z'),
  tags: ['baggage', 'cabin'],
  turns: [
    { role: 'user', content: 'How heavy?' },
    { role: 'assistant', content: 'Seven kilograms.' },
  ],
  scores: { grounding: 0.5, judge: null },
  ...row,
});

const nulls: TestRow = Object.assign(
  Object.fromEntries(Object.keys(schema.shape).map((name) => [name, null])) as unknown as TestRow,
  { id: 'nulls' },
);

const cases: Record<string, TestRow[]> = {
  'no rows': [],
  'one row': [aRow()],
  'only nulls': [nulls, nulls],
  'nulls between values': [aRow(), nulls, aRow()],
  'emoji, other scripts and control characters': [
    aRow({
      text: '😀👩‍👩‍👧 Ａ \u{10ffff} \u0000 \u2028 "\\\n',
      tags: ['', '日本語', 'עברית', 'é', 'e\u0301'],
    }),
  ],
  'empty lists, lists of null and null lists': [
    aRow({ tags: [], turns: [] }),
    aRow({ tags: [null], turns: [null] }),
    aRow({ tags: null, turns: null }),
    aRow({ tags: [null, 'a', null], turns: [null, { role: 'user', content: null }, null] }),
  ],
  'a null struct and a struct of nulls': [
    aRow({ scores: null }),
    aRow({ scores: { grounding: null, judge: null } }),
  ],
  'extreme numbers': [
    aRow({ count: Number.MAX_SAFE_INTEGER, small: 2 ** 31 - 1, share: Number.MAX_VALUE }),
    aRow({ count: Number.MIN_SAFE_INTEGER, small: -(2 ** 31), share: Number.MIN_VALUE }),
    aRow({ count: 2 ** 32 + 1, small: 0, share: -0.1 }),
  ],
  'dates before 1970 and far ahead': [
    aRow({ at: new Date('1969-12-31T23:59:59.999Z') }),
    aRow({ at: new Date('0001-01-01T00:00:00.000Z') }),
    aRow({ at: new Date('9999-12-31T23:59:59.999Z') }),
    aRow({ at: new Date(0) }),
  ],
  'three pages of one row group': Array.from({ length: 2500 }, (_, index) =>
    aRow({
      id: `qa_${index}`,
      tags: index % 3 === 0 ? [] : Array.from({ length: index % 5 }, () => `tag ${index}`),
    }),
  ),
  'two row groups': Array.from({ length: 4097 }, (_, index) =>
    index % 7 === 0 ? nulls : aRow({ count: index }),
  ),
};

describe.each(foreignReaders)('read by $name, row for row', ({ readAll }) => {
  it.each(Object.entries(cases))('%s', async (_name, rows) => {
    expect(await readAll(await parquetBytes(schema, rows))).toEqual(rows);
  });
});

describe('read by Quarry, row for row', () => {
  it.each(Object.entries(cases))('%s', async (_name, rows) => {
    const bytes = await parquetBytes(schema, rows);
    expect(await collect(parseParquetRows(bytes, schema))).toEqual(rows);
  });
});

describe('a file', () => {
  it('holds U+FFFD where a string had a lone surrogate', async () => {
    const bytes = await parquetBytes(schema, [aRow({ text: 'a\ud83d', tags: ['\ude00b', 'ok 😀'] })]);
    for (const { readAll } of foreignReaders)
      expect(await readAll(bytes)).toMatchObject([{ text: 'a\ufffd', tags: ['\ufffdb', 'ok 😀'] }]);
  });

  it('finds strings that UTF-16 and UTF-8 order differently', async () => {
    const bytes = await parquetBytes(schema, [aRow({ text: 'Ａ' }), aRow({ text: '😀' })]);
    for (const text of ['Ａ', '😀'])
      expect(await queryWithDuckDB(bytes, `SELECT text FROM file WHERE text = '${text}'`)).toEqual([
        { text },
      ]);
    expect(await queryWithDuckDB(bytes, `SELECT text FROM file WHERE text >= '😀'`)).toEqual([
      { text: '😀' },
    ]);
  });

  it('has plain lists and structs in SQL', async () => {
    const described = await queryWithDuckDB(await parquetBytes(schema, []), 'DESCRIBE file');
    expect(Object.fromEntries(described.map((column) => [column.column_name, column.column_type]))).toEqual({
      id: 'VARCHAR',
      text: 'VARCHAR',
      count: 'BIGINT',
      small: 'INTEGER',
      share: 'DOUBLE',
      flag: 'BOOLEAN',
      at: 'TIMESTAMP',
      tags: 'VARCHAR[]',
      turns: 'STRUCT("role" VARCHAR, "content" VARCHAR)[]',
      scores: 'STRUCT(grounding DOUBLE, judge DOUBLE)',
    });
  });

  it('is the same, byte for byte, for the same rows', async () => {
    const rows = cases['three pages of one row group'] ?? [];
    const first = await parquetBytes(schema, rows, { version: '1' });
    const second = await parquetBytes(schema, rows, { version: '1' });
    expect(Buffer.compare(first, second)).toBe(0);
  });
});
