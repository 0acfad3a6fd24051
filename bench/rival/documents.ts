import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const examples = 'examples/airline';

/** What stands beside the documents and is none. */
const beside = ['dataset.yaml', 'prompts.jsonl'];

/** Copies documents, without what stands beside them, to where they can be edited. */
export const copyDocuments = async (from: string, to: string): Promise<string> => {
  await cp(from, to, { recursive: true });
  for (const name of beside) await rm(join(to, name), { force: true });
  return to;
};

/** All examples as the chapters of one long document. */
export const oneLongDocument = async (to: string): Promise<string> => {
  await mkdir(to, { recursive: true });
  const chapters: string[] = [];
  for (const name of (await readdir(examples)).sort()) {
    if (beside.includes(name)) continue;
    const { stdout } = await promisify(execFile)('npx', [
      'tsx',
      'local/cli.ts',
      'convert',
      join(examples, name),
    ]);
    chapters.push(stdout);
  }
  await writeFile(join(to, 'handbook.md'), chapters.join('\n\n'));
  return to;
};

/** Adds one sentence at the end of the first document that is plain text. */
export const editOne = async (folder: string): Promise<void> => {
  const name = (await readdir(folder)).sort().find((candidate) => /\.(?:md|txt)$/.test(candidate));
  if (name === undefined) throw new Error(`${folder}: there is no .md or .txt file to edit`);
  const body = await readFile(join(folder, name), 'utf8');
  await appendFile(
    join(folder, name),
    `${body.endsWith('\n') ? '' : '\n'}\nA corrected copy of these rules is kept at every ticket desk of the airline.\n`,
  );
};
