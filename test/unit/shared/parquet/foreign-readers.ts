import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parquetReadObjects } from 'hyparquet';

type PlainRow = Record<string, unknown>;

/** Readers that share no code with the writer, nor with each other. */
export const foreignReaders = [
  { name: 'hyparquet', readAll: (bytes: Uint8Array) => readWithHyparquet(bytes) },
  { name: 'DuckDB', readAll: (bytes: Uint8Array) => queryWithDuckDB(bytes, 'SELECT * FROM file') },
];

const readWithHyparquet = async (bytes: Uint8Array): Promise<PlainRow[]> => {
  const file = new Uint8Array(bytes).buffer;
  const rows = await parquetReadObjects({ file, compressors: { GZIP: (input) => gunzipSync(input) } });
  return rows.map((row) => plain(row) as PlainRow);
};

let instance: Promise<DuckDBInstance> | undefined;

/** Runs SQL over the Parquet file, which is the table `file`. */
export const queryWithDuckDB = async (bytes: Uint8Array, sql: string): Promise<PlainRow[]> => {
  instance ??= DuckDBInstance.create(':memory:');
  const directory = await mkdtemp(join(tmpdir(), 'quarry-parquet-'));
  const connection: DuckDBConnection = await (await instance).connect();
  try {
    const path = join(directory, 'rows.parquet');
    await writeFile(path, bytes);
    await connection.run(`CREATE OR REPLACE TEMP VIEW file AS SELECT * FROM read_parquet('${path}')`);
    const result = await connection.runAndReadAll(sql);
    return result.getRowObjectsJS().map((row) => plain(row) as PlainRow);
  } finally {
    connection.closeSync();
    await rm(directory, { recursive: true });
  }
};

/** Only the differences between the readers' values are levelled: undefined or null, bigint or number. */
const plain = (value: unknown): unknown => {
  if (value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
};
