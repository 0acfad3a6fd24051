import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { proposalsFor } from '../functions/generate/extractive/extractive-generator.ts';
import { outlineOf } from '../functions/generate/extractive/outline.ts';
import type { Proposal } from '../functions/generate/extractive/proposal.ts';
import { splitMarkdown } from '../functions/split/split-markdown.ts';
import { sha256 } from '../shared/domain/hash.ts';

/**
 * Reads every Markdown file of a folder, generates pairs from it and prints counts per rule, mechanical flags and a sample
 * for reading. `npx tsx bench/extractive.ts <folder> [sample size] [seed] [rule]`
 */
const [folder, sampleSize = '0', seed = '1', onlyRule] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: npx tsx bench/extractive.ts <folder> [sample size] [seed] [rule]');
  process.exit(2);
}

const markdownFiles = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => markdownFiles(join(path, name)))
    : /\.(?:md|markdown)$/.test(path)
      ? [path]
      : [];

interface Found extends Proposal {
  readonly file: string;
}

const started = performance.now();
const seen = new Set<string>();
const found: Found[] = [];
let passages = 0;
let covered = 0;
let words = 0;
for (const file of markdownFiles(folder)) {
  const markdown = readFileSync(file, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  if (seen.has(sha256(markdown))) continue;
  seen.add(sha256(markdown));
  words += markdown.split(/\s+/).length;
  for (const { headingPath, charStart, charEnd, lead } of splitMarkdown(markdown, { maxTokens: 400 })) {
    const text = lead + markdown.slice(charStart, charEnd);
    const proposals = proposalsFor(outlineOf({ headingPath, text }));
    passages += 1;
    if (proposals.length > 0) covered += 1;
    found.push(...proposals.map((proposal) => ({ ...proposal, file })));
  }
}
const seconds = (performance.now() - started) / 1000;

const flags: Record<string, (pair: Found) => boolean> = {
  'question opens small': ({ question }) => /^\p{Ll}/u.test(question),
  'answer opens small': ({ answer }) => /^\p{Ll}/u.test(answer),
  'answer without a full stop': ({ answer }) => !/[.!?)”"']$/.test(answer),
  'repeated word': ({ question }) => /\b(\w+) \1\b/i.test(question),
  'question of over 25 words': ({ question }) => question.split(/\s+/).length > 25,
  'answer of over 150 words': ({ answer }) => answer.split(/\s+/).length > 150,
  'the same question twice': ({ question }) =>
    found.filter((other) => other.question === question).length > 1,
};

const count = (items: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
};

console.log(
  `${seen.size} documents, ${words} words, ${passages} passages, ${covered} with a pair, ${found.length} pairs, ${seconds.toFixed(2)} s`,
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
  console.log(`\n${index + 1}. [${pair.rule} ${pair.confidence}] ${pair.file.split('/').at(-1)}`);
  console.log(`Q ${pair.question}\nA ${pair.answer}`);
}
