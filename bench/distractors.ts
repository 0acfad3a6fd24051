import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { versionSchemas } from '#shared/domain/row.ts';
import { stemsOf } from '#shared/domain/words.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import { belowContext } from '../functions/assemble/rows/ground/render-turns.ts';
import { createTextSearch } from '../functions/assemble/rows/ground/text-search.ts';

/**
 * The distractors of a version that are most like their question, for a reader to say which of them answer it: `npx tsx
 * bench/distractors.ts <folder of a version> [least share of the question's words, 0.7]`.
 */
const [folder = '', least = '0.7'] = process.argv.slice(2);
const rows = [];
const file = await readFile(join(folder, 'train-00000-of-00001.parquet'));
for await (const row of parseParquetRows(file, versionSchemas['context-grounded'].kept)) rows.push(row);

const search = createTextSearch();
const numbers = new Map<string, number>();
for (const { id, content } of rows.flatMap(({ documents }) => documents)) {
  if (numbers.has(id)) continue;
  numbers.set(id, numbers.size);
  search.add(content);
}

const distractors = rows.flatMap(({ messages, documents }) => {
  const question = belowContext(messages.find(({ role }) => role === 'user')?.content ?? '');
  const answer = belowContext(messages.at(-1)?.content ?? '');
  return documents
    .filter(({ is_oracle }) => !is_oracle && documents.some((document) => document.is_oracle))
    .map(({ id, content }) => ({
      share: search.shareOf(new Set(stemsOf(question)), numbers.get(id) ?? 0) ?? 0,
      text: [question, answer, content.replace(/\s+/g, ' ').slice(0, 700)].join('\n  '),
    }));
});
const alike = distractors.filter(({ share }) => share >= Number(least)).sort((a, b) => b.share - a.share);
for (const { share, text } of alike) console.log(`\n${share.toFixed(2)}  ${text}`);
console.log(
  `\n${alike.length} of ${distractors.length} distractors beside an oracle have ${least} of their question`,
);
