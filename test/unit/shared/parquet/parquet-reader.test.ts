import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { describeParquet } from '#shared/parquet/describe-parquet.ts';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';
import { parseParquetColumns, parseParquetRows, readParquetRows } from '#shared/parquet/parquet-reader.ts';
import { collect } from './collect.ts';

const schema = z.strictObject({ id: z.number().int(), tags: z.array(z.string()).nullable(), at: z.date() });
const rows = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, tags: id % 2 === 0 ? null : [`${id}`], at: new Date(id) }));

/** A file behind ranges, which counts what is fetched. */
const rangedFile = (bytes: Uint8Array) => {
  const ranges: [number, number][] = [];
  return {
    ranges,
    byteLength: bytes.byteLength,
    slice: async (start: number, end = bytes.byteLength) => {
      ranges.push([start, end]);
      return new Uint8Array(bytes.subarray(start, end)).buffer;
    },
  };
};

const writtenByDuckDB = async (sql: string): Promise<Uint8Array> => {
  const directory = await mkdtemp(join(tmpdir(), 'quarry-parquet-'));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    const path = join(directory, 'rows.parquet');
    await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
    return await readFile(path);
  } finally {
    connection.closeSync();
    await rm(directory, { recursive: true });
  }
};

describe('reading Parquet rows', () => {
  it('gives plain values: Date for timestamps, null for missing lists, numbers for int64', async () => {
    expect(await collect(readParquetRows(await parquetBytes(schema, rows(2))))).toEqual([
      { id: 0, tags: null, at: new Date(0) },
      { id: 1, tags: ['1'], at: new Date(1) },
    ]);
  });

  it('reads the columns that a schema names, and holds the others to nothing', async () => {
    const bytes = await parquetBytes(schema, rows(2));
    expect(await collect(parseParquetColumns(bytes, schema.pick({ id: true })))).toEqual([
      { id: 0 },
      { id: 1 },
    ]);
    await expect(collect(parseParquetColumns(bytes, z.strictObject({ id: z.string() })))).rejects.toThrow(
      /row 0/,
    );
  });

  it('fetches no row group that is not asked for', async () => {
    const bytes = await parquetBytes(schema, rows(20_000));
    const file = rangedFile(bytes);
    for await (const row of readParquetRows(file)) {
      expect(row).toEqual(rows(1)[0]);
      break;
    }
    const fetched = file.ranges.slice(1).map(([start, end]) => end - start);
    expect(fetched.reduce((sum, size) => sum + size, 0)).toBeLessThan(bytes.length / 4);
  });

  it('reads what other writers write: snappy, dictionaries, int64 beyond a number', async () => {
    const bytes = await writtenByDuckDB(`
      SELECT 9007199254740993::BIGINT AS big, i AS id, 'same' AS text, [{'a': i, 'b': NULL::VARCHAR}] AS structs,
             TIMESTAMPTZ '2026-11-22 09:30:00.5Z' AS at
      FROM range(2) AS numbers(i)`);
    const at = new Date('2026-11-22T09:30:00.500Z');
    expect(await collect(readParquetRows(bytes))).toEqual(
      [0, 1].map((id) => ({ big: 9007199254740993n, id, text: 'same', structs: [{ a: id, b: null }], at })),
    );
    expect((await describeParquet(bytes)).columns).toContainEqual({
      name: 'structs',
      type: 'list<struct<a: int64, b: string>>',
    });
  });

  it('throws at a row that does not fit the schema, naming it', async () => {
    const bytes = await parquetBytes(schema, rows(2));
    const strict = z.strictObject({ ...schema.shape, tags: z.array(z.string()) });
    await expect(collect(parseParquetRows(bytes, strict))).rejects.toThrow(/Parquet row 0 .*tags/s);
  });

  it('throws for what is no Parquet file', async () => {
    await expect(collect(readParquetRows(Buffer.from('no parquet file at all')))).rejects.toThrow('PAR1');
  });
});

describe('describing a Parquet file', () => {
  it('tells rows, row groups, columns, compression and metadata', async () => {
    const bytes = await parquetBytes(schema, rows(5000), { 'quarry.note': 'Gepäck 😀' });
    const { metadata, ...description } = await describeParquet(bytes);
    expect(description).toEqual({
      rows: 5000,
      rowGroups: 2,
      compression: ['GZIP'],
      createdBy: 'parquet.js',
      columns: [
        { name: 'id', type: 'int64' },
        { name: 'tags', type: 'list<string>' },
        { name: 'at', type: 'timestamp[ms]' },
      ],
    });
    expect(metadata['quarry.note']).toBe('Gepäck 😀');
    expect(JSON.parse(metadata.huggingface ?? '')).toHaveProperty('info.features.tags');
  });

  it('reads the footer only', async () => {
    const file = rangedFile(await parquetBytes(schema, rows(20_000)));
    await describeParquet(file);
    expect(file.ranges).toHaveLength(1);
  });
});
