import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { Converter } from './convert/converter.ts';
import { quarry, rivals } from './convert/converters.ts';

/*
 * npx tsx bench/convert-speed.ts <folder> [format …]
 *
 * Pages and megabytes per second for each format of a folder, beside each rival on this machine.
 *
 * Measured is the processor's time (user and system, all threads), from a file's name to its Markdown, in a process that
 * is already warm: pandoc, which has none, is let off its start. Tools take turns at each document, a document counts
 * with its least time of all rounds, and a tool is compared on the documents that both of the pair convert. So a machine
 * that does other work, or a first run that loads code, decides nothing. A page is a page or slide of the source, and 3,000
 * characters of Markdown where the format has none.
 */

const leastRounds = 2;
const mostRounds = 25;
/** A tool is measured on a document until it spent this, so the smaller, which measures less well, is measured more often. */
const wantedMilliseconds = 400;
const charactersPerPage = 3000;
const wantedRatio = 3;

interface Times {
  readonly file: string;
  readonly bytes: number;
  readonly pages: number;
  /** The least time of each tool that converts the file. */
  readonly milliseconds: ReadonlyMap<string, number>;
}

const time = async (file: string, converters: readonly Converter[]): Promise<Times> => {
  const milliseconds = new Map<string, number>();
  const spent = new Map<string, number>();
  let pages = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    for (const converter of converters) {
      const { name } = converter;
      const before = spent.get(name) ?? 0;
      const isDone = round > 0 && !milliseconds.has(name);
      if (isDone || (round >= leastRounds && before >= wantedMilliseconds)) continue;
      const result = await converter.convert(file);
      if (!result) continue;
      spent.set(name, before + result.cpuMilliseconds);
      milliseconds.set(name, Math.min(milliseconds.get(name) ?? Infinity, result.cpuMilliseconds));
      if (converter === quarry) pages = result.pages || result.markdown.length / charactersPerPage;
    }
  }
  return { file, bytes: statSync(file).size, pages, milliseconds };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const print = (format: string, times: readonly Times[], tools: readonly string[]): void => {
  console.log(`\n${format} (${times.length})`);
  console.log(`${'tool'.padEnd(12)}      ok   pages/s     MB/s    quarry is faster by`);
  for (const tool of tools) {
    const done = times.filter(({ milliseconds }) => milliseconds.has(tool));
    if (done.length === 0) continue;
    const seconds = sum(done.map(({ milliseconds }) => milliseconds.get(tool) ?? 0)) / 1000;
    const cells = [
      `${done.length}`.padStart(7),
      (sum(done.map(({ pages }) => pages)) / seconds).toFixed(1).padStart(9),
      (sum(done.map(({ bytes }) => bytes)) / 1e6 / seconds).toFixed(2).padStart(8),
      tool === quarry.name ? '' : `${ratio(times, tool)?.toFixed(1) ?? '-'}`.padStart(22),
    ];
    console.log([tool.padEnd(12), ...cells].join(' '));
  }
};

/** How much longer a tool takes than we do, over the documents that both convert. */
const ratio = (times: readonly Times[], tool: string): number | undefined => {
  const both = times.filter(({ milliseconds }) => milliseconds.has(tool) && milliseconds.has(quarry.name));
  const total = (name: string) => sum(both.map(({ milliseconds }) => milliseconds.get(name) ?? 0));
  return both.length === 0 ? undefined : total(tool) / total(quarry.name);
};

const [folder, ...wanted] = process.argv.slice(2);
if (!folder || !existsSync(folder)) {
  console.error('Usage: npx tsx bench/convert-speed.ts <folder> [format …]');
  process.exit(2);
}
const byFormat = new Map<string, string[]>();
for (const name of readdirSync(resolve(folder), { recursive: true, encoding: 'utf8' }).sort()) {
  const file = join(resolve(folder), name);
  const format = extname(name).slice(1).toLowerCase();
  if (name.endsWith('.md') || !statSync(file).isFile() || (wanted.length > 0 && !wanted.includes(format)))
    continue;
  byFormat.set(format, [...(byFormat.get(format) ?? []), file]);
}
const converters = [quarry, ...rivals()];
const behind: string[] = [];
for (const [format, files] of byFormat) {
  const times: Times[] = [];
  for (const file of files) times.push(await time(file, converters));
  if (!times.some(({ milliseconds }) => milliseconds.has(quarry.name))) continue;
  print(
    format,
    times,
    converters.map(({ name }) => name),
  );
  const found = ratio(times, 'markitdown');
  if (found !== undefined && found < wantedRatio)
    behind.push(`${format}: ${found.toFixed(1)} times markitdown`);
}
for (const converter of converters) converter.close();
console.log(
  behind.length === 0
    ? `\nAt least ${wantedRatio} times as fast as markitdown on every format that it shares.`
    : `\nLess than ${wantedRatio} times as fast:\n${behind.join('\n')}`,
);
