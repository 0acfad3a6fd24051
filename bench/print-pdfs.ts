import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Printer, printers } from './print-pdfs/printers.ts';

/*
 * npx tsx bench/print-pdfs.ts <empty folder> [Markdown file …]
 *
 * Prints Markdown to PDFs and puts each source beside its prints as X.gt.md, for bench/convert.ts and bench/fidelity.ts. A
 * document is printed in two of five ways, in turn. Without files, the read-me files of packages that this project
 * installs are taken: their versions are locked, so the same PDFs come out again. Needs pandoc, soffice, chromium, pdflatex
 * and weasyprint on the path; a way that is not there is left out.
 */

const packages = [
  'compromise/docs/tags.md',
  'picomatch/README.md',
  'markdown-table/readme.md',
  'oxc-resolver/README.md',
  'std-env/README.md',
  'css-what/readme.md',
  'comlink/structured-clone-table.md',
  '@llamaindex/liteparse-wasm/README.md',
  'debug/README.md',
  'compromise/docs/SKILL.md',
  '@rolldown/pluginutils/README.md',
  'dom-serializer/README.md',
  'hyparquet/README.md',
  'formatly/README.md',
  'wink-nlp/README.md',
];

/** Pictures of read-me files are badges on other machines. */
const withoutPictures = (markdown: string): string =>
  markdown.replace(/\[?!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\]\([^)]*\))?/g, '').replace(/<img[^>]*>/g, '');

const nameOf = (file: string): string =>
  file
    .replace(/^.*node_modules\//, '')
    .replace(/\.md$/i, '')
    .replace(/[^\w.-]+/g, '-');

const print = (printer: Printer, markdown: string, name: string, folder: string): void => {
  const workshop = mkdtempSync(join(tmpdir(), 'quarry-print-'));
  try {
    writeFileSync(join(workshop, 'source.md'), markdown);
    for (const [command, ...parameters] of printer.commands)
      execFileSync(command as string, parameters, { cwd: workshop, stdio: 'ignore', timeout: 120_000 });
    const file = join(folder, `${name}-${printer.name}.pdf`);
    copyFileSync(join(workshop, 'source.pdf'), file);
    writeFileSync(`${file}.gt.md`, markdown);
    console.log(file);
  } catch (error) {
    console.error(`${name} was not printed by ${printer.name}: ${(error as Error).message.split('\n')[0]}`);
  } finally {
    rmSync(workshop, { recursive: true });
  }
};

const [folder, ...files] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: npx tsx bench/print-pdfs.ts <empty folder> [Markdown file …]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const sources = files.length > 0 ? files : packages.map((name) => join('node_modules', name));
sources.forEach((source, index) => {
  const markdown = withoutPictures(readFileSync(resolve(source), 'utf8'));
  for (const turn of [index, index + 2]) {
    print(printers[turn % printers.length] as Printer, markdown, nameOf(source), folder);
  }
});
