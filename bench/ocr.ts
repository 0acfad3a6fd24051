import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertInChild } from '../functions/convert/convert-in-child.ts';
import { tesseractReader } from '../functions/convert/ocr/tesseract-reader.ts';
import { scoreConversion } from './convert/score-conversion.ts';

/*
 * npx tsx bench/ocr.ts [folder]
 *
 * Reads scans with the embedded engine, in English: every file X of the folder that has X.txt beside it, or pages in a
 * truth.json by file and number. Prints per file the F1 of the words of these pages, and the CPU seconds of all threads for
 * each page that went through OCR: drawing, finding which way is up, reading, layout. The first file is read once before.
 */
const folder = process.argv[2] ?? 'test/fixtures/scans';
const truthFile = join(folder, 'truth.json');
const truth: Record<string, Record<string, string>> = existsSync(truthFile)
  ? JSON.parse(readFileSync(truthFile, 'utf8'))
  : {};
const files = readdirSync(folder)
  .filter((name) => truth[name] || existsSync(join(folder, `${name}.txt`)))
  .sort();
const [first] = files;
if (first === undefined) throw new Error(`${folder} holds no scan with its text beside it`);

const reader = tesseractReader(['eng']);
const convert = (name: string) =>
  convertInChild(
    { bytes: readFileSync(join(folder, name)), fileName: name },
    { ocr: { engine: reader.engine, readPage: ({ image }) => reader.read(image) } },
  );

/** The words that are wanted, and those that were found on the same pages. */
const wordsOf = (name: string, markdown: string, pages: readonly { page: number; charStart: number }[]) => {
  const wanted = truth[name];
  if (wanted === undefined)
    return { wanted: readFileSync(join(folder, `${name}.txt`), 'utf8'), found: markdown };
  const found = pages
    .map(({ page, charStart }, index) => ({
      page,
      text: markdown.slice(charStart, pages[index + 1]?.charStart),
    }))
    .filter(({ page }) => wanted[page] !== undefined);
  return { wanted: Object.values(wanted).join('\n\n'), found: found.map(({ text }) => text).join('\n\n') };
};

await convert(first);
const scores: number[] = [];
let [allPages, allSeconds] = [0, 0];
console.log('file                 pages  word F1  CPU s/page');
for (const name of files) {
  const before = process.cpuUsage();
  const conversion = await convert(name);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const isConverted = conversion.status === 'converted';
  const ocr = isConverted ? conversion.facts.ocr : conversion.ocr;
  const pages = (ocr?.pages.length ?? 0) + (ocr?.rejectedPages.length ?? 0);
  const words = wordsOf(
    name,
    isConverted ? conversion.markdown : '',
    isConverted ? conversion.facts.pages : [],
  );
  const score = scoreConversion(words.wanted, words.found).text ?? 0;
  scores.push(score);
  allPages += pages;
  allSeconds += seconds;
  console.log(
    `${name.padEnd(20)} ${`${pages}`.padStart(5)} ${score.toFixed(3).padStart(8)} ${(seconds / pages).toFixed(1).padStart(11)}`,
  );
}
const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
console.log(
  `${'all'.padEnd(20)} ${`${allPages}`.padStart(5)} ${mean.toFixed(3).padStart(8)} ${(allSeconds / allPages).toFixed(1).padStart(11)}`,
);
process.exit(0);
