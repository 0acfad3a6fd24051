import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { convertDocument } from '../../functions/convert/convert-document.ts';

export interface Converted {
  readonly markdown: string;
  /** Of the second run, without the start of a process. */
  readonly milliseconds: number;
}

/** A way to make Markdown of files; null stands where it cannot. */
export interface Converter {
  readonly name: string;
  convert(files: readonly string[]): Promise<(Converted | null)[]>;
}

export const quarry: Converter = {
  name: 'quarry',
  async convert(files) {
    const results: (Converted | null)[] = [];
    for (const file of files) {
      const source = { bytes: await readFile(file), fileName: basename(file) };
      await convertDocument(source);
      const started = performance.now();
      const conversion = await convertDocument(source);
      const milliseconds = performance.now() - started;
      results.push(
        conversion.status === 'converted' ? { markdown: conversion.markdown, milliseconds } : null,
      );
    }
    return results;
  },
};

/** Any other file pandoc takes for Markdown, and may use up all memory over it. */
const pandocReads = /\.(docx|html?|odt|epub|rtf|csv|json|md)$/i;

/** Pandoc has no warm state: the time of an empty conversion is taken off each run. */
const pandoc: Converter = {
  name: 'pandoc',
  async convert(files) {
    const run = promisify(execFile);
    const timed = async (parameters: string[]) => {
      const started = performance.now();
      const { stdout } = await run('pandoc', parameters, {
        maxBuffer: 1 << 28,
        timeout: 60_000,
        killSignal: 'SIGKILL',
      });
      return { markdown: stdout, milliseconds: performance.now() - started };
    };
    const start = (await timed(['-f', 'gfm', '-t', 'gfm', '/dev/null'])).milliseconds;
    const results: (Converted | null)[] = [];
    for (const file of files) {
      const result = pandocReads.test(file)
        ? await timed(['-t', 'gfm', '--wrap=none', file]).catch(() => null)
        : null;
      results.push(result && { ...result, milliseconds: Math.max(1, result.milliseconds - start) });
    }
    return results;
  },
};

const script = `
import json, sys, time
from markitdown import MarkItDown
converter = MarkItDown()
results = []
for name in json.load(open(sys.argv[1])):
    try:
        converter.convert(name)
        started = time.perf_counter()
        text = converter.convert(name).text_content
        results.append({"markdown": text, "milliseconds": (time.perf_counter() - started) * 1000})
    except Exception:
        results.append(None)
json.dump(results, open(sys.argv[2], "w"))
`;

const markitdown = (python: string): Converter => ({
  name: 'markitdown',
  async convert(files) {
    const folder = await mkdtemp(join(tmpdir(), 'quarry-bench-'));
    const [input, output] = [join(folder, 'files.json'), join(folder, 'results.json')];
    await writeFile(input, JSON.stringify(files));
    await promisify(execFile)(python, ['-c', script, input, output], { maxBuffer: 1 << 28 });
    const results = JSON.parse(await readFile(output, 'utf8'));
    await rm(folder, { recursive: true });
    return results;
  },
});

const answers = (command: string, parameters: string[]): boolean => {
  try {
    execFileSync(command, parameters, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** The rivals that this machine has: `pandoc` on the path, MarkItDown in the Python that `PYTHON` names. */
export const rivals = (): Converter[] => {
  const python = process.env.PYTHON ?? 'python3';
  return [
    ...(answers('pandoc', ['--version']) ? [pandoc] : []),
    ...(answers(python, ['-c', 'import markitdown']) ? [markitdown(python)] : []),
  ];
};
