import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { describeParquet } from '#shared/parquet/describe-parquet.ts';
import { readParquetRows } from '#shared/parquet/parquet-reader.ts';
import { UsageError } from '../usage-error.ts';

/** Prints what a Parquet file holds: its columns, its size and its first rows. */
export const inspect = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rows: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Name one Parquet file.');
  const limit = Number(values.rows);
  if (!Number.isInteger(limit) || limit < 0)
    throw new UsageError(`--rows takes a whole number, not ${values.rows}.`);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });

  const description = await describeParquet(bytes).catch((error: Error) => {
    throw new UsageError(`${file} is not a Parquet file that can be read: ${error.message}`);
  });
  const rows: Record<string, unknown>[] = [];
  if (limit > 0) for await (const row of readParquetRows(bytes)) if (rows.push(row) >= limit) break;

  if (values.json) console.log(toJson({ ...description, sample: rows }));
  else {
    const width = Math.max(...description.columns.map(({ name }) => name.length));
    console.log(
      `${description.rows} rows in ${description.rowGroups} row groups, ${description.compression.join(', ') || 'no data'}\n`,
    );
    for (const { name, type } of description.columns) console.log(`  ${name.padEnd(width)}  ${type}`);
    for (const row of rows) console.log(`\n${toJson(row)}`);
  }
  return 0;
};

/** Integers beyond what a number holds become text. */
const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member) => (typeof member === 'bigint' ? String(member) : member), 2);
