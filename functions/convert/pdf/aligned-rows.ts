import { type Ink, inkOf, inksWithoutEach } from './line-ink.ts';
import { type Line, lineOf } from './text-lines.ts';
import type { Word } from './word.ts';

/** The white that parts the cells of a line, in ems. */
export const minGap = 0.8;
/** What four lines or more leave white may be narrower: the spaces of so many lines do not meet by chance. */
const minSharedGap = 0.5;
const manyLines = 4;
/** A cell that is too long may reach over the white of its column, in this share of the lines. */
const maxCrossing = 0.12;

/** Where columns begin, as the white tells that nearly all lines leave. */
export const columnStarts = (lines: readonly Line[]): number[] => {
  let kept = [...lines];
  let starts = strictStarts(kept);
  for (let allowed = Math.floor(maxCrossing * lines.length); allowed > 0; allowed -= 1) {
    const inks = inksWithoutEach(kept);
    const without = kept.map((_, left) =>
      startsIn(
        kept.filter((_, index) => index !== left),
        inks[left] as Ink,
      ),
    );
    const most = without.reduce(
      (best, each, index) => (each.length > (without[best] as number[]).length ? index : best),
      0,
    );
    if ((without[most] as number[]).length <= starts.length) break;
    starts = without[most] as number[];
    kept = kept.filter((_, index) => index !== most);
  }
  return starts.filter((start, index) => index === 0 || isShared(start, kept));
};

/** Narrow white counts where many lines have words on both of its sides. */
const isShared = (start: number, lines: readonly Line[]): boolean => {
  const gaps = lines.flatMap(({ words, size }) => {
    const next = words.findIndex((word) => word.left >= start - 1);
    const [before, after] = [words[next - 1], words[next]];
    return before && after ? [(after.left - before.right) / size] : [];
  });
  return gaps.length >= manyLines || gaps.length === 0 || Math.min(...gaps) >= minGap;
};

/** Likewise, as all lines tell. */
export const strictStarts = (lines: readonly Line[]): number[] => startsIn(lines, inkOf(lines));

const startsIn = (lines: readonly Line[], ink: Ink): number[] => {
  const size = Math.min(...lines.map((line) => line.size));
  const gap = (lines.length >= manyLines ? minSharedGap : minGap) * size;
  return ink.flatMap(({ from }, index) => (from - (ink[index - 1]?.to ?? -Infinity) >= gap ? [from] : []));
};

/** A line's words, joined where less than a gap is between them. */
export const solidParts = (line: Line, gap: number): Line[] => {
  const parts: Word[][] = [];
  for (const word of line.words) {
    const last = parts.at(-1);
    if (last && word.left - Math.max(...last.map((each) => each.right)) < gap) last.push(word);
    else parts.push([word]);
  }
  return parts.map(lineOf);
};

/** The words of a line by the columns that they begin in. */
export const cellsOf = (line: Line, starts: readonly number[]): (Line | null)[] => {
  const cells: Word[][] = starts.map(() => []);
  for (const word of line.words) {
    const at = starts.findLastIndex((start) => word.left >= start - 1);
    cells[Math.max(0, at)]?.push(word);
  }
  return cells.map((words) => (words.length === 0 ? null : lineOf(words)));
};
