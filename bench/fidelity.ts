import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { Root } from 'hast';
import { detectFormat } from '../functions/convert/detect-format.ts';
import { formats } from '../functions/convert/formats.ts';
import { markdownWriter } from '../functions/convert/markdown/markdown-writer.ts';
import { measureFidelity } from '../functions/convert/measure-fidelity.ts';
import { scoreConversion } from './convert/score-conversion.ts';
import { damages } from './fidelity/damages.ts';
import { rankCorrelation } from './fidelity/rank-correlation.ts';

/*
 * npx tsx bench/fidelity.ts <folder>
 *
 * Converts every X that has an X.gt.md beside it, as it is and with each of some damages done to what the reader gave, and
 * prints per format how the fidelity, which knows no reference, ranks these conversions beside their scores by the
 * reference: Spearman's correlation over all of them, and over the undamaged alone. Then, per damage, the mean of both.
 */

interface Trial {
  readonly format: string;
  readonly damage: string;
  readonly fidelity: number;
  readonly text: number;
  readonly cells: number | undefined;
}

const casesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => !file.endsWith('.gt.md') && existsSync(`${file}.gt.md`))
    .sort();

const trialsOf = async (file: string): Promise<Trial[]> => {
  const source = { bytes: readFileSync(file), fileName: basename(file) };
  const reference = readFileSync(`${file}.gt.md`, 'utf8');
  const format = await detectFormat(source);
  const trials: Trial[] = [];
  for (const { name, damage, damagePrinted } of damages) {
    const reading = await formats[format].read(source);
    const writer = markdownWriter();
    let before = '';
    let after = '';
    for (const part of reading.parts) {
      if (typeof part === 'string') {
        const damaged = part.startsWith('|') ? (damagePrinted?.(part.split('\n')).join('\n') ?? part) : part;
        before += part;
        after += damaged;
        writer.writeMarkdown(damaged);
        continue;
      }
      const damaged: Root = damage(part);
      before += JSON.stringify(part);
      after += JSON.stringify(damaged);
      writer.writeTree(damaged);
    }
    if (name !== 'none' && before === after) continue;
    const written = writer.finish();
    const { fidelity } = measureFidelity(reading, written);
    const { text = 0, cells } = scoreConversion(reference, written.markdown);
    trials.push({ format: extname(file).slice(1), damage: name, fidelity, text, cells });
  }
  return trials;
};

const correlation = (trials: readonly Trial[], measure: 'text' | 'cells'): string => {
  const pairs = trials.flatMap((trial) => {
    const score = trial[measure];
    return score === undefined ? [] : [[trial.fidelity, score] as const];
  });
  return (rankCorrelation(pairs)?.toFixed(2) ?? '–').padStart(8);
};

const mean = (values: readonly number[]): string =>
  (values.length === 0
    ? '–'
    : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3)
  ).padStart(8);

const folder = process.argv[2];
if (!folder || !existsSync(folder)) {
  console.error('Usage: npx tsx bench/fidelity.ts <folder with X and X.gt.md>');
  process.exit(2);
}
const trials: Trial[] = [];
for (const file of casesIn(resolve(folder))) trials.push(...(await trialsOf(file)));

console.log('Rank correlation of fidelity with the reference\n');
console.log('format     trials     text    cells  undamaged: text   cells');
for (const format of [...new Set(trials.map((trial) => trial.format)), 'all']) {
  const own = trials.filter((trial) => format === 'all' || trial.format === format);
  const plain = own.filter(({ damage }) => damage === 'none');
  console.log(
    format.padEnd(8),
    `${own.length}`.padStart(8),
    correlation(own, 'text'),
    correlation(own, 'cells'),
    correlation(plain, 'text').padStart(16),
    correlation(plain, 'cells').padStart(8),
  );
}
console.log('\nBy damage                     trials fidelity     text    cells');
for (const { name } of damages) {
  const own = trials.filter(({ damage }) => damage === name);
  console.log(
    name.padEnd(28),
    `${own.length}`.padStart(7),
    mean(own.map(({ fidelity }) => fidelity)),
    mean(own.map(({ text }) => text)),
    mean(own.flatMap(({ cells }) => cells ?? [])),
  );
}
