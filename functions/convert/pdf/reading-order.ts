import type { Region } from './page-geometry.ts';
import type { PageTable } from './page-table.ts';
import { type Line, linesOf } from './text-lines.ts';
import type { Word } from './word.ts';

/** What stands in one column from the top down: lines of text, and tables that are already told apart. */
export interface Column extends Region {
  readonly lines: Line[];
  readonly tables: PageTable[];
}

/** Fewer lines side by side are a table, an address or a signature rather than columns of text. */
const minLines = 5;
/** The white between columns, in ems of their text. */
const minGutter = 0.7;
/** Columns of text are filled by their lines; those of a table are not. */
const minFilled = 0.55;
const minFullLines = 0.4;
const minWords = 2.5;

/** A page's columns in the order in which they are read: where text stands side by side, the left before the right. */
export const columnsOf = (
  words: readonly Word[],
  tables: readonly PageTable[],
  known: readonly number[] = [],
): Column[] => {
  if (words.length === 0 && tables.length === 0) return [];
  const lines = linesOf(words);
  const cut = bestCut(lines, tables, known);
  if (!cut)
    return [{ ...boundsOf([...lines, ...tables.map(({ region }) => region)]), lines, tables: [...tables] }];
  const part = (test: (region: Region) => boolean): Column[] =>
    columnsOf(
      words.filter(test),
      tables.filter(({ region }) => test(region)),
      known,
    );
  const isAbove = (region: Region) => middle(region) < cut.top;
  const isBelow = (region: Region) => middle(region) > cut.bottom;
  const isBeside = (region: Region) => !isAbove(region) && !isBelow(region);
  const isLeft = (region: Region) => (region.left + region.right) / 2 < cut.x;
  return [
    ...part(isAbove),
    ...part((region) => isBeside(region) && isLeft(region)),
    ...part((region) => isBeside(region) && !isLeft(region)),
    ...part(isBelow),
  ];
};

const middle = (region: Region): number => (region.top + region.bottom) / 2;

export const boundsOf = (regions: readonly Region[]): Region => ({
  left: Math.min(...regions.map((region) => region.left)),
  right: Math.max(...regions.map((region) => region.right)),
  top: Math.min(...regions.map((region) => region.top)),
  bottom: Math.max(...regions.map((region) => region.bottom)),
});

const sameCut = 8;

/** Where the columns of text of a page part, as far as its text alone tells. */
export const cutsOf = (lines: readonly Line[]): number[] => {
  const cut = bestCut(lines, [], []);
  return cut ? [cut.x] : [];
};

interface Cut {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly lines: number;
}

/** The white that parts most lines. */
const bestCut = (
  lines: readonly Line[],
  tables: readonly PageTable[],
  known: readonly number[],
): Cut | null => {
  let best: Cut | null = null;
  for (const x of placesToCut(lines)) {
    for (const run of runsBeside(x, lines, tables)) {
      const left = run.map((line) => sideOf(line, (word) => word.right <= x));
      const right = run.map((line) => sideOf(line, (word) => word.left >= x));
      const count = Math.min(left.filter(Boolean).length, right.filter(Boolean).length);
      if (count < minLines || count <= (best?.lines ?? 0)) continue;
      const isKnown = known.some((place) => Math.abs(place - x) < sameCut);
      if (!isKnown && !(isText(left) && isText(right))) continue;
      const { top, bottom } = boundsOf(run);
      best = { x, top, bottom, lines: count };
    }
  }
  return best;
};

const placesToCut = (lines: readonly Line[]): number[] => {
  const places = new Set<number>();
  for (const line of lines) {
    line.words.forEach((word, index) => {
      const next = line.words[index + 1];
      if (next && next.left - word.right >= minGutter * line.size)
        places.add(Math.round((word.right + next.left) / 2));
    });
  }
  return [...places];
};

/** Lines one below the other that leave a place white, as far as no table stands across it. */
const runsBeside = (x: number, lines: readonly Line[], tables: readonly PageTable[]): Line[][] => {
  const across = tables
    .filter(({ region }) => region.left < x && region.right > x)
    .map(({ region }) => middle(region));
  const runs: Line[][] = [[]];
  let above = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    const margin = (minGutter / 2) * line.size;
    const isFree = !line.words.some((word) => word.left < x + margin && word.right > x - margin);
    if (!isFree || across.some((y) => y > above && y < line.top)) runs.push([]);
    if (isFree) runs.at(-1)?.push(line);
    above = line.top;
  }
  return runs;
};

interface Side {
  readonly width: number;
  readonly words: number;
}

const sideOf = (line: Line, test: (word: Word) => boolean): Side | null => {
  const words = line.words.filter(test);
  if (words.length === 0) return null;
  return {
    width: Math.max(...words.map((word) => word.right)) - Math.min(...words.map((word) => word.left)),
    words: words.length,
  };
};

const isText = (sides: readonly (Side | null)[]): boolean => {
  const lines = sides.filter((side) => side !== null);
  const width = Math.max(...lines.map((side) => side.width));
  const full = lines.filter((side) => side.width >= minFilled * width).length;
  const words = lines.reduce((sum, side) => sum + side.words, 0);
  return full >= minFullLines * lines.length && words >= minWords * lines.length;
};
