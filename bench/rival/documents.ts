import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const examples = 'examples/airline';

/** Copies documents, without the settings of their dataset, to where they can be edited. */
export const copyDocuments = async (from: string, to: string): Promise<string> => {
  await cp(from, to, { recursive: true });
  await rm(join(to, 'dataset.yaml'), { force: true });
  return to;
};

/** All examples as the chapters of one long document. */
export const oneLongDocument = async (to: string): Promise<string> => {
  await mkdir(to, { recursive: true });
  const chapters: string[] = [];
  for (const name of (await readdir(examples)).sort()) {
    if (name === 'dataset.yaml') continue;
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
