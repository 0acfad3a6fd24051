/**
 * Rows per CPU second and peak memory of three Parquet writers on the same rows, each run in a process of its own and
 * interleaved with the others: `npx tsx bench/parquet.ts [rows]`.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchWriters } from './parquet-writers.ts';
import { syntheticRows } from './synthetic-rows.ts';

type WriterName = keyof typeof benchWriters;
interface Measurement {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly fileMegabytes: number;
}

const rounds = 3;

const measure = async (name: WriterName, rows: number): Promise<Measurement> => {
  const start = process.cpuUsage();
  const bytes = await benchWriters[name](syntheticRows(rows));
  const { user, system } = process.cpuUsage(start);
  return {
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    fileMegabytes: bytes / 1e6,
  };
};

const measureInChild = (name: WriterName, rows: number): Promise<Measurement> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [String(rows), name]);
    child.once('message', (measurement) => resolve(measurement as Measurement));
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} and no measurement`)));
  });

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const compare = async (rows: number): Promise<void> => {
  const names = Object.keys(benchWriters) as WriterName[];
  const runs: { name: WriterName; measurement: Measurement }[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) runs.push({ name, measurement: await measureInChild(name, rows) });

  const medianOf = (name: WriterName, key: keyof Measurement): number =>
    median(runs.filter((run) => run.name === name).map((run) => run.measurement[key]));
  const writeSeconds = (name: WriterName) =>
    medianOf(name, 'cpuSeconds') - medianOf('rows only', 'cpuSeconds');
  console.log(`${rows} rows, Node ${process.version}, medians of ${rounds} runs`);
  console.table(
    Object.fromEntries(
      names
        .filter((name) => name !== 'rows only')
        .map((name) => [
          name,
          {
            'rows per CPU s': Math.round(rows / writeSeconds(name)),
            'speed, parquetjs-lite = 1': (writeSeconds('parquetjs-lite') / writeSeconds(name)).toFixed(2),
            'peak RSS MB': Math.round(medianOf(name, 'peakMegabytes')),
            'file MB': medianOf(name, 'fileMegabytes').toFixed(2),
          },
        ]),
    ),
  );
};

const [rows = '20000', name] = process.argv.slice(2);
if (name === undefined) await compare(Number(rows));
else process.send?.(await measure(name as WriterName, Number(rows)));
