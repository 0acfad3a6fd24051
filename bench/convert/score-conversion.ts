import { type Outline, outlineMarkdown, wordsOf } from './outline-markdown.ts';

/**
 * How well converted Markdown says what its reference says, each from 0 to 1; a measure is absent where the reference
 * has nothing of its kind. text: F1 of the bags of words. order: their longest common subsequence. headings: F1 of
 * headings alike (Dice 0.8, numbering aside). cells: recall of table cells. adjacency: F1 of pairs of neighbouring
 * cells. lists: F1 of items by their first words. code: recall of words in code blocks.
 */
export const measures = ['text', 'order', 'headings', 'cells', 'adjacency', 'lists', 'code'] as const;
export type Measure = (typeof measures)[number];
export type Score = Partial<Record<Measure, number>>;

export const scoreConversion = (reference: string, converted: string): Score => {
  const wanted = outlineMarkdown(reference);
  const found = outlineMarkdown(converted);
  const total = wanted.words.length + found.words.length;
  return {
    text: overlap(wanted.words, found.words).f1,
    order: total === 0 ? 1 : (2 * commonSubsequence(wanted.words, found.words)) / total,
    ...(wanted.headings.length > 0 ? { headings: headingsAlike(wanted, found) } : {}),
    ...(wanted.tables.length > 0
      ? {
          cells: overlap(cellsOf(wanted), cellsOf(found)).recall,
          adjacency: overlap(neighbours(wanted), neighbours(found)).f1,
        }
      : {}),
    ...(wanted.items.length > 0 ? { lists: overlap(wanted.items, found.items).f1 } : {}),
    ...(wanted.code.length > 0 ? { code: overlap(wanted.code, found.code).recall } : {}),
  };
};

const overlap = (wanted: readonly string[], found: readonly string[]): { recall: number; f1: number } => {
  const left = new Map<string, number>();
  for (const each of found) left.set(each, (left.get(each) ?? 0) + 1);
  let shared = 0;
  for (const each of wanted) {
    const count = left.get(each) ?? 0;
    if (count > 0) shared += 1;
    left.set(each, count - 1);
  }
  const recall = wanted.length === 0 ? 1 : shared / wanted.length;
  const precision = found.length === 0 ? Number(wanted.length === 0) : shared / found.length;
  return { recall, f1: recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision) };
};

const commonSubsequence = (left: readonly string[], right: readonly string[]): number => {
  const numbers = new Map<string, number>();
  const numbered = (words: readonly string[]) =>
    Int32Array.from(words, (word) => {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      return number;
    });
  const a = numbered(left);
  const b = numbered(right);
  let previous = new Int32Array(b.length + 1);
  let current = new Int32Array(b.length + 1);
  for (let row = 0; row < a.length; row += 1) {
    const word = a[row];
    for (let column = 0; column < b.length; column += 1) {
      current[column + 1] =
        word === b[column]
          ? (previous[column] as number) + 1
          : Math.max(previous[column + 1] as number, current[column] as number);
    }
    [previous, current] = [current, previous];
  }
  return previous[b.length] ?? 0;
};

const minAlike = 0.8;

const headingsAlike = (wanted: Outline, found: Outline): number => {
  const free = found.headings.map(({ words }) => unnumbered(words));
  let matched = 0;
  for (const heading of wanted.headings) {
    const words = unnumbered(heading.words);
    const scores = free.map((candidate) => (candidate ? overlap(words, candidate).f1 : 0));
    const best = Math.max(0, ...scores);
    if (best < minAlike) continue;
    matched += 1;
    free[scores.indexOf(best)] = [];
  }
  const recall = matched / wanted.headings.length;
  const precision = found.headings.length === 0 ? 0 : matched / found.headings.length;
  return recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision);
};

const unnumbered = (words: readonly string[]): string[] => {
  const first = words.findIndex((word) => !/^(\d+|[ivx]+|chapter)$/.test(word));
  return first < 0 ? [...words] : words.slice(first);
};

const cellsOf = ({ tables }: Outline): string[] => tables.flat(2).filter((cell) => wordsOf(cell).length > 0);

/** Each filled cell with the next filled one to its right and below. */
const neighbours = ({ tables }: Outline): string[] =>
  tables.flatMap((rows) =>
    rows.flatMap((row, rowIndex) =>
      row.flatMap((cell, column) => {
        if (!cell) return [];
        const right = row.slice(column + 1).find(Boolean);
        const below = rows.slice(rowIndex + 1).find((each) => each[column])?.[column];
        return [...(right ? [`across|${cell}|${right}`] : []), ...(below ? [`down|${cell}|${below}`] : [])];
      }),
    ),
  );
