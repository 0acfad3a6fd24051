import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rowSchema } from '#shared/domain/row.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import type { Rival } from './rival.ts';

const dataset = 'rival';

/** `quarry run` with a model, as the README gives it. What was paid for in the folder is not paid for again. */
export const quarry: Rival = async ({ documents, folder, baseUrl }) => {
  const options = [
    '--dataset',
    dataset,
    '--out',
    folder,
    '--model',
    'scripted',
    '--base-url',
    baseUrl,
    '--json',
  ];
  const printed = await standardOutputOf('npx', ['tsx', 'local/cli.ts', 'run', documents, ...options]);
  const summary: { folder: string; files: { name: string }[] } = JSON.parse(printed);
  const answers: string[] = [];
  for (const { name } of summary.files.filter((file) => /^(?:train|validation)-.*\.parquet$/.test(file.name)))
    for await (const { messages } of parseParquetRows(await readFile(join(summary.folder, name)), rowSchema))
      answers.push(messages.at(-1)?.content ?? '');
  return answers;
};

/** The texts of the passages that a run over the folder has made. */
export const passagesIn = async (folder: string): Promise<string[]> => {
  const documents = join(folder, dataset, 'documents');
  const texts: string[] = [];
  for (const id of await readdir(documents)) {
    const lines = (await readFile(join(documents, id, 'passages.jsonl'), 'utf8')).split('\n');
    for (const line of lines.filter((text) => text !== ''))
      texts.push((JSON.parse(line) as { text: string }).text);
  }
  return texts;
};

/** Exit code 1 only says that a document was rejected; what was printed tells more. */
const standardOutputOf = (command: string, parameters: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
