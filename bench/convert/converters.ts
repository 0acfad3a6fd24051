import { execFile, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { convertDocument } from '../../functions/convert/convert-document.ts';
import type { Converter } from './converter.ts';
import { markitdown } from './markitdown.ts';

export const quarry: Converter = {
  name: 'quarry',
  async convert(file) {
    const before = process.cpuUsage();
    const conversion = await convertDocument({ bytes: await readFile(file), fileName: basename(file) });
    const { user, system } = process.cpuUsage(before);
    if (conversion.status === 'rejected') return null;
    const { markdown, facts } = conversion;
    return { markdown, cpuMilliseconds: (user + system) / 1000, pages: facts.pages.length };
  },
  close: () => undefined,
};

/** Any other file pandoc takes for Markdown, and may use up all memory over it. */
const pandocReads = /\.(docx|html?|odt|epub|rtf|csv|json|md)$/i;

/** The shell measures the processor's time of a process that it waits for. */
const timedPandoc = async (parameters: readonly string[]) => {
  const { stdout, stderr } = await promisify(execFile)(
    'bash',
    ['-c', 'TIMEFORMAT="%3U %3S"; time pandoc "$@"', 'pandoc', ...parameters],
    { maxBuffer: 1 << 28, timeout: 60_000, killSignal: 'SIGKILL' },
  );
  const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { markdown: stdout, cpuMilliseconds: (user + system) * 1000 };
};

/** Pandoc has no warm state: the least time of several empty conversions is taken off each run. */
const pandoc = (): Converter => {
  const start = Promise.all(
    Array.from({ length: 5 }, () => timedPandoc(['-f', 'gfm', '-t', 'gfm', '/dev/null'])),
  ).then((runs) => Math.min(...runs.map(({ cpuMilliseconds }) => cpuMilliseconds)));
  return {
    name: 'pandoc',
    async convert(file) {
      if (!pandocReads.test(file)) return null;
      const run = await timedPandoc(['-t', 'gfm', '--wrap=none', file]).catch(() => null);
      return run && { ...run, pages: 0, cpuMilliseconds: Math.max(1, run.cpuMilliseconds - (await start)) };
    },
    close: () => undefined,
  };
};

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
    ...(answers('pandoc', ['--version']) ? [pandoc()] : []),
    ...(answers(python, ['-c', 'import markitdown']) ? [markitdown(python)] : []),
  ];
};
