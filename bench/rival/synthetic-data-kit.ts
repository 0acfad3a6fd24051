import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Rival } from './rival.ts';

/** The formats that it reads; Markdown goes in under the name of plain text. */
const readable = new Set(['.pdf', '.html', '.docx', '.pptx', '.txt']);

/** The three commands that the documentation of synthetic-data-kit (PyPI) gives: ingest, create, curate. */
export const syntheticDataKit =
  ({ command, parameters = [] }: { command: string; parameters?: readonly string[] }): Rival =>
  async ({ documents, folder, baseUrl }) => {
    const place = (name: string) => join(folder, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(place('input'), { recursive: true });
    for (const name of await readdir(documents)) {
      const target = extname(name) === '.md' ? `${name}.txt` : name;
      if (readable.has(extname(target)))
        await writeFile(place(`input/${target}`), await readFile(join(documents, name)));
    }
    const call = (...words: string[]) =>
      promisify(execFile)(command, words, { cwd: folder, maxBuffer: 1 << 26 });
    const server = ['--api-base', baseUrl, '--model', 'scripted'];
    await call('ingest', 'input', '-o', 'parsed');
    await call('create', 'parsed', '-o', 'generated', '--type', 'qa', ...server, ...parameters);
    await call('curate', 'generated', '-o', 'curated', ...server);
    const files = (await readdir(place('curated'))).filter((name) => name.endsWith('.json'));
    const results = await Promise.all(
      files.map(async (name) => JSON.parse(await readFile(place(`curated/${name}`), 'utf8'))),
    );
    return results.flatMap((result: { qa_pairs?: { answer: string }[] }) =>
      (result.qa_pairs ?? []).map(({ answer }) => answer),
    );
  };
