import type { Vocabulary } from './inline-text.ts';
import type { PageTable } from './page-table.ts';
import { isSpaced, type Line, textOf } from './text-lines.ts';

interface Break {
  readonly line: Line;
  readonly before: string;
  readonly after: string;
}

/**
 * The lines of a table's cells whose last word goes on below without a hyphen: a word that is wider than its column is
 * broken at any letter. As the widest word of a column may just fill it, one break at least must be sure.
 */
export const brokenLines = (table: PageTable, vocabulary: Vocabulary): ReadonlySet<Line> => {
  const known = (word: string): boolean => vocabulary.has(word.toLowerCase());
  const breaks = breaksOfTable(table);
  const isSure = ({ before, after }: Break): boolean =>
    known(before + after) || (/^\p{Ll}{1,2}$/u.test(after) && !known(after) && !known(before));
  if (!breaks.some(isSure)) return new Set();
  return new Set(breaks.filter((each) => isSure(each) || !known(each.before)).map(({ line }) => line));
};

const breaksOfTable = ({ rows }: PageTable): Break[] => {
  const cells = rows.flatMap((row) => {
    let column = 0;
    return row.map(({ lines, colSpan = 1 }) => {
      column += colSpan;
      return { lines, column: colSpan > 1 ? -column : column };
    });
  });
  const rights = new Map<number, number>();
  for (const { lines, column } of cells) {
    rights.set(column, Math.max(rights.get(column) ?? 0, ...lines.map((line) => line.right)));
  }
  return cells.flatMap(({ lines, column }) =>
    lines.slice(1).flatMap((next, index) => breakOf(lines[index] as Line, next, rights.get(column) ?? 0)),
  );
};

/** A break is possible where one word fills a line, and the next letter has no room in it. */
const breakOf = (line: Line, next: Line, right: number): Break[] => {
  const isOneWord = line.words
    .slice(1)
    .every((word, index) => !isSpaced(line.words[index] as typeof word, word));
  const first = next.words[0];
  if (!isOneWord || !first) return [];
  const letter = (first.right - first.left) / [...first.text].length;
  const before = /[\p{L}\p{N}_]+$/u.exec(textOf(line))?.[0];
  const after = /^(?:[\p{L}\p{N}_]+|-)/u.exec(first.text)?.[0];
  if (!before || !after || right - line.right >= letter) return [];
  return [{ line, before, after }];
};
