import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { convertInChild } from '../functions/convert/convert-in-child.ts';
import { splitMarkdown } from '../functions/split/split-markdown.ts';
import { largeDocuments } from './convert/large-documents.ts';

/*
 * npx tsx bench/convert-memory.ts [name …]
 *
 * Makes large documents, and converts and splits each in a process of its own, as the functions do one after the other.
 * Prints for both how long it took, of the clock and of the processor, and the most memory that the whole process ever held.
 */

const wantedMegabytes = 1000;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

const timed = async <Result>(what: string, run: () => Result | Promise<Result>): Promise<Result> => {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(
    [
      what.padEnd(46),
      `${((performance.now() - started) / 1000).toFixed(1)} s`.padStart(9),
      `${((user + system) / 1e6).toFixed(1)} s`.padStart(9),
      `${megabytes(peak)} MB`.padStart(9),
      peak > wantedMegabytes * 1e6 ? '  too much' : '',
    ].join(' '),
  );
  return result;
};

const measure = async (step: string, file: string): Promise<void> => {
  const fileName = basename(file);
  if (step === 'split') {
    const markdown = readFileSync(`${file}.md`, 'utf8');
    const pieces = await timed(`  split into passages`, () => splitMarkdown(markdown, { maxTokens: 400 }));
    console.log(`    ${pieces.length} passages`);
    return;
  }
  const bytes = readFileSync(file);
  const conversion = await timed(`${fileName}, ${megabytes(bytes.length)} MB`, () =>
    convertInChild({ bytes, fileName }),
  );
  if (conversion.status === 'rejected') {
    console.log(`    ${conversion.rejection.reason}: ${conversion.rejection.detail}`);
    return;
  }
  console.log(
    `    ${megabytes(conversion.markdown.length)} MB of Markdown, fidelity ${conversion.facts.fidelity}`,
  );
  writeFileSync(`${file}.md`, conversion.markdown);
};

const [first, second, third] = process.argv.slice(2);
if (first === '--in-process') await measure(second ?? '', third ?? '');
else {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-large-'));
  const inProcess = (step: string, file: string) =>
    execFileSync(process.execPath, ['--import', 'tsx', import.meta.filename, '--in-process', step, file], {
      stdio: 'inherit',
    });
  const wanted = process.argv.slice(2);
  console.log(`${''.padEnd(46)}     clock processor      peak`);
  for (const [name, make] of Object.entries(largeDocuments)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const file = join(folder, name);
    writeFileSync(file, make());
    inProcess('convert', file);
    if (statSync(`${file}.md`, { throwIfNoEntry: false })) inProcess('split', file);
  }
  rmSync(folder, { recursive: true });
}
