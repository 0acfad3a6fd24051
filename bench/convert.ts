import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { Converter } from './convert/converter.ts';
import { quarry, rivals } from './convert/converters.ts';
import { type Measure, measures, type Score, scoreConversion } from './convert/score-conversion.ts';

/*
 * npx tsx bench/convert.ts <folder>
 *
 * Converts every X that has an X.gt.md beside it, at any depth, and prints a table per format: how well Quarry and each
 * rival on this machine say what the reference says. A rival's failure counts as nothing found. How fast they are:
 * bench/convert-speed.ts.
 */

interface Row {
  readonly tool: string;
  readonly scores: Score;
  readonly converted: number;
}

const allowedGap = 0.03;

const casesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => !file.endsWith('.gt.md') && existsSync(`${file}.gt.md`))
    .sort();

const measure = async (converter: Converter, files: readonly string[]): Promise<Row> => {
  const sums = new Map<Measure, number[]>();
  let converted = 0;
  for (const file of files) {
    const result = await converter.convert(file);
    const score = scoreConversion(readFileSync(`${file}.gt.md`, 'utf8'), result?.markdown ?? '');
    for (const each of measures) {
      const value = score[each];
      if (value !== undefined) sums.set(each, [...(sums.get(each) ?? []), result ? value : 0]);
    }
    if (result) converted += 1;
  }
  return {
    tool: converter.name,
    scores: Object.fromEntries([...sums].map(([each, values]) => [each, mean(values)])),
    converted,
  };
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const print = (format: string, count: number, rows: readonly Row[]): void => {
  console.log(`\n${format} (${count})`);
  console.log(['tool'.padEnd(12), ...measures.map((each) => each.padStart(9)), '     ok'].join(' '));
  for (const { tool, scores, converted } of rows) {
    const cells = measures.map((each) => (scores[each]?.toFixed(3) ?? '-').padStart(9));
    console.log([tool.padEnd(12), ...cells, `${converted}`.padStart(7)].join(' '));
  }
};

const gaps = (format: string, rows: readonly Row[]): string[] => {
  const [own, ...others] = rows;
  return others
    .filter(({ converted }) => converted > 0)
    .flatMap((rival) => [
      ...measures.flatMap((each) => {
        const gap = (rival.scores[each] ?? 0) - (own?.scores[each] ?? 0);
        return gap > allowedGap ? [`${format} ${each}: ${rival.tool} is ahead by ${gap.toFixed(3)}`] : [];
      }),
      ...(meanOf(rival) > meanOf(own) ? [`${format}: ${rival.tool} is ahead on the mean`] : []),
    ]);
};

const meanOf = (row: Row | undefined): number => mean(Object.values(row?.scores ?? { none: 0 }));

const folder = process.argv[2];
if (!folder || !existsSync(folder)) {
  console.error('Usage: npx tsx bench/convert.ts <folder with X and X.gt.md>');
  process.exit(2);
}
const byFormat = new Map<string, string[]>();
for (const file of casesIn(resolve(folder))) {
  const format = extname(file).slice(1).toLowerCase();
  byFormat.set(format, [...(byFormat.get(format) ?? []), file]);
}
const converters = [quarry, ...rivals()];
const behind: string[] = [];
for (const [format, files] of byFormat) {
  const rows: Row[] = [];
  for (const converter of converters) rows.push(await measure(converter, files));
  print(format, files.length, rows);
  behind.push(...gaps(format, rows));
}
console.log(behind.length === 0 ? '\nNowhere behind.' : `\nBehind:\n${behind.join('\n')}`);
for (const converter of converters) converter.close();
