import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Proposal } from '../functions/generate/extractive/proposal.ts';
import { sha256 } from '../shared/domain/hash.ts';
import { extractPairs } from '../test/support/extract-pairs.ts';
import { gradedDocument, gradedPairs, refusedPairs } from '../test/support/graded-pairs.ts';
import { quarry } from './convert/converters.ts';
import { flags, isFlagged } from './extractive/flags.ts';

/**
 * Measures the extractive generator.
 *
 * `npx tsx bench/extractive.ts` prints the grades of the fixed sample, how many of its pairs are still given, and how far
 * mechanical flags agree with the labels of readers.
 * `npx tsx bench/extractive.ts <folder> [sample size] [seed] [rule]` converts every document of a folder and prints
 * counts per rule, mechanical flags and a sample to be read, drawn by hash: another seed draws another sample.
 */
const [folder, sampleSize = '0', seed = '1', onlyRule] = process.argv.slice(2);

const count = (items: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
};

const printGrades = (): void => {
  const graded = gradedPairs();
  const given = new Set(
    [...new Set(graded.map(({ document }) => document))].flatMap((document) =>
      extractPairs(gradedDocument(document))
        .passages.flat()
        .map(({ question, answer }) => `${document}\n${question}\n${answer}`),
    ),
  );
  const rows = (['good', 'bland', 'bad'] as const).map((grade) => {
    const pairs = graded.filter((pair) => pair.grade === grade);
    const stillGiven = pairs.filter(({ document, question, answer }) =>
      given.has(`${document}\n${question}\n${answer}`),
    );
    const share = `${((100 * pairs.length) / graded.length).toFixed(1)} %`;
    return [grade, { pairs: pairs.length, share, 'still given': stillGiven.length }] as const;
  });
  console.table(Object.fromEntries(rows));
  printAgreement();
};

/** The flags beside the labels: the sample, and the pairs of earlier versions that a reader found bad. */
const printAgreement = (): void => {
  const read = [...gradedPairs(), ...refusedPairs()];
  const bad = read.filter(({ grade }) => grade === 'bad');
  const others = read.filter(({ grade }) => grade !== 'bad');
  const hits = (flag: (pair: (typeof read)[number]) => boolean) => ({
    [`bad (${bad.length})`]: bad.filter(flag).length,
    [`good or bland (${others.length})`]: others.filter(flag).length,
  });
  console.table(
    Object.fromEntries([
      ...Object.entries(flags).map(([name, flag]) => [name, hits(flag)] as const),
      ['any flag', hits(isFlagged)] as const,
    ]),
  );
  const agreed = read.filter((pair) => isFlagged(pair) === (pair.grade === 'bad')).length;
  console.log(`flags and readers agree on ${agreed} of ${read.length} pairs`);
};

/** Every file but the references of bench/convert.ts; what Quarry does not convert is left out later. */
const documentsIn = (path: string): string[] =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => join(path, name))
        .filter((file) => statSync(file).isFile() && !file.endsWith('.gt.md') && !file.endsWith('.yaml'));

type Found = Proposal & { readonly file: string };

const measure = async (path: string): Promise<void> => {
  const texts = new Map<string, { file: string; text: string }>();
  for (const file of documentsIn(path)) {
    const text = /\.(?:md|markdown)$/.test(file)
      ? readFileSync(file, 'utf8')
      : (await quarry.convert(file))?.markdown;
    if (text !== undefined) texts.set(sha256(text), { file: basename(file), text });
  }
  const started = performance.now();
  const documents = [...texts.values()].map(({ file, text }) => ({ file, ...extractPairs(text) }));
  const seconds = (performance.now() - started) / 1000;
  const passages = documents.flatMap((document) => document.passages);
  const given: Found[] = documents.flatMap(({ file, passages }) =>
    passages.flat().map((pair) => ({ ...pair, file })),
  );
  // One document in five formats says the same five times.
  const found = [...new Map(given.map((pair) => [`${pair.question}\n${pair.answer}`, pair])).values()];
  const words = [...texts.values()].reduce((total, { text }) => total + text.split(/\s+/).length, 0);
  const covered = passages.filter((pairs) => pairs.length > 0).length;

  console.log(
    `${documents.length} documents, ${words} words, ${passages.length} passages, ${covered} with a pair, ${given.length} pairs, ${found.length} of them different, ${seconds.toFixed(2)} s`,
  );
  console.table(count(found.map(({ rule }) => rule)));
  console.table(
    Object.fromEntries(Object.entries(flags).map(([name, test]) => [name, found.filter(test).length])),
  );

  const ranked = found
    .filter(({ rule }) => onlyRule === undefined || rule === onlyRule)
    .map((pair) => ({ pair, rank: sha256(`${seed}${pair.question}${pair.answer}`) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  for (const [index, { pair }] of ranked.slice(0, Number(sampleSize)).entries()) {
    console.log(
      `\n${index + 1}. [${pair.rule} ${pair.confidence}] ${pair.file}\nQ ${pair.question}\nA ${pair.answer}`,
    );
  }
};

if (folder === undefined) printGrades();
else await measure(folder);
