import type { PageStart } from '#shared/domain/document.ts';
import type { FidelityParts } from '#shared/domain/fidelity.ts';
import type { Reading } from './conversion.ts';
import { fidelityWarnings } from './fidelity-warnings.ts';
import { countLetters } from './markdown/clean-text.ts';
import { trustInOcr } from './ocr/trust-in-ocr.ts';
import { pagesThatArrived } from './pages-that-arrived.ts';
import { sharedRuns, sketchOf } from './text-sketch.ts';

interface Written {
  readonly markdown: string;
  readonly pages: readonly PageStart[];
  /** Table cells that hold something: as the reader gave them, before and after the table was made a rectangle. */
  readonly cellsRead: number;
  readonly cellsIn: number;
  readonly cellsOut: number;
  /** Of the cells that a row span repeats. */
  readonly repeatedLetters: number;
}

export interface Fidelity {
  readonly fidelity: number;
  readonly parts: FidelityParts;
  readonly warnings: string[];
}

/** By how much a part that is 0 takes the score down: without its tables a document still has its text. */
const weights: Readonly<Record<keyof FidelityParts, number>> = {
  text: 1,
  original: 0.6,
  pages: 0.6,
  cells: 0.5,
  layout: 0.5,
  characters: 1,
  words: 0.8,
  ocr: 1,
  lines: 0.4,
};

/**
 * How far a conversion can be trusted, from what is known without a reference. A score is as honest as its parts are
 * independent of the reader that they judge: they compare the Markdown with the source's raw text and declared cells.
 */
export const measureFidelity = (reading: Reading, written: Written): Fidelity => {
  const loss = pagesThatArrived(reading, written);
  const parts = {
    ...textParts(reading, written),
    ...tableParts(reading, written),
    ...markdownParts(written),
  };
  const all: FidelityParts = { ...parts, pages: loss?.share ?? null, ocr: trustInOcr(reading) };
  const fidelity = (Object.keys(weights) as (keyof FidelityParts)[]).reduce(
    (score, part) => score * (1 - weights[part] * (1 - (all[part] ?? 1))),
    1,
  );
  return {
    fidelity: rounded(fidelity),
    parts: Object.fromEntries(
      Object.entries(all).map(([part, value]) => [part, value === null ? null : rounded(value)]),
    ) as FidelityParts,
    warnings: fidelityWarnings(all, loss),
  };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const sketchBuckets = 1 << 16;
/** A longer text is compared by its number of letters. */
const maxSketchedLetters = 20_000_000;
/** Numbers of lists and labels are in the Markdown and not in the source. */
const usualAdditions = 0.08;
/** Words are taken to have run together where there are less than this share of the source's for as many letters. */
const usualWords = 0.93;

const textParts = (
  reading: Reading,
  written: Written,
): Pick<FidelityParts, 'text' | 'original' | 'words'> => {
  const markdown = withoutMarkup(written.markdown);
  const source = reading.sourceText?.().join(' ');
  if (source === undefined || source.length > maxSketchedLetters) {
    if (!reading.sourceLetters) return { text: null, original: null, words: wordsOfUsualLength(markdown) };
    const [letters, wanted] = [countLetters(markdown), reading.sourceLetters()];
    return {
      text: wanted === 0 ? 1 : Math.min(1, letters / wanted),
      original: null,
      words: wordsOfUsualLength(markdown),
    };
  }
  const wanted = sketchOf(source, sketchBuckets);
  const found = sketchOf(markdown, sketchBuckets);
  if (wanted.total === 0) return { text: null, original: null, words: wordsOfUsualLength(markdown) };
  const shared = sharedRuns(wanted, found);
  const own = found.total === 0 ? 1 : shared / found.total;
  return {
    text: shared / wanted.total,
    original: Math.min(1, own / (1 - usualAdditions) / (1 - repeatedShare(written, markdown))),
    words: Math.min(1, wordsPerLetter(markdown) / wordsPerLetter(source) / usualWords),
  };
};

/** Of the Markdown, what row spans repeat so that each row can be read alone. */
const repeatedShare = ({ repeatedLetters }: Written, markdown: string): number =>
  Math.min(0.9, repeatedLetters / Math.max(1, countLetters(markdown)));

/** The addresses of links and the commands of formulas are not part of the text. */
const withoutMarkup = (markdown: string): string =>
  markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/\$\$[^$]+\$\$|\$[^$\n]*\\[^$\n]*\$/g, ' ')
    .replace(/<\/?su[bp]>/g, '')
    .replaceAll('<br>', ' ');

const wordsPerLetter = (text: string): number =>
  countMatches(text, /[\p{L}\p{N}]+/gu) / Math.max(1, countLetters(text));

/** One at a time: a list of all the words of a large document would take more memory than the document. */
const countMatches = (text: string, pattern: RegExp): number => {
  let count = 0;
  for (const _match of text.matchAll(pattern)) count += 1;
  return count;
};

/** Longer, in letters, than the longest words of languages that compound. */
const overlongWord = /[\p{L}\p{M}]{31,}/gu;

/** Scripts that part no words by blanks. */
const spacelessScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const wordsOfUsualLength = (markdown: string): number => {
  const together = (markdown.match(overlongWord) ?? [])
    .filter((word) => !spacelessScript.test(word))
    .reduce((sum, word) => sum + word.length, 0);
  return Math.max(0, 1 - together / Math.max(1, countLetters(markdown)));
};

const tableParts = (
  reading: Reading,
  { cellsRead, cellsIn, cellsOut }: Written,
): Pick<FidelityParts, 'cells' | 'layout'> => {
  const wanted = reading.sourceCells?.() ?? null;
  const printed = cellsIn === 0 ? 1 : Math.min(1, cellsOut / cellsIn);
  const read = wanted === null || wanted === 0 ? 1 : Math.min(1, cellsRead / wanted);
  return {
    cells: (wanted ?? 0) === 0 && cellsIn === 0 ? null : read * printed,
    layout: reading.layout ?? null,
  };
};

const undecodedWeight = 5;
const minLines = 20;
/** A line of more than 40 characters that is no row of a table. */
const proseLine = /^[^|\n].{40,}$/gm;
const usualRepeats = 1 / 3;

const markdownParts = (written: Written): Pick<FidelityParts, 'characters' | 'lines'> => {
  const { markdown } = written;
  const letters = Math.max(1, countLetters(markdown));
  const undecoded = countMatches(markdown, /\uFFFD/g);
  return {
    characters: Math.max(0, 1 - (undecodedWeight * undecoded) / letters),
    lines: Math.min(1, uniqueShare(markdown) + usualRepeats),
  };
};

/** Of the long lines; a table row or a short label may well repeat. */
const uniqueShare = (markdown: string): number => {
  const lines = markdown.match(proseLine) ?? [];
  return lines.length < minLines ? 1 : new Set(lines).size / lines.length;
};
