import type { Letter } from './letter.ts';

export type Script = 'sup' | 'sub';

/** A letter above or below its line, and a letter of the line. */
export interface RaisedLetter {
  readonly script: Script;
  readonly base: Letter;
}

/** Letters of one size on one baseline that nearly touch. */
interface Run {
  readonly letters: Letter[];
  readonly size: number;
  readonly baseline: number;
  readonly left: number;
  right: number;
}

/** Of the letters beside it, the size of a raised one; small capitals stand on the line, and an initial is larger yet. */
export const minScriptSize = 0.4;
export const maxScriptSize = 0.95;
/** How far its baseline is above theirs, or below, in their ems. */
const rises: Readonly<Record<Script, readonly [number, number]>> = { sup: [0.15, 0.75], sub: [-0.5, -0.06] };
export const scriptRise = { least: 0.06, most: 0.75 };
/** The white before it, in their ems. */
const maxGap = 0.25;
const overlap = 0.2;
/** Likewise, the white after one that stands before its line, as the number of a footnote does. */
const maxGapAfter = 0.5;
/** More letters than this beside a large one are a line of text. */
const maxLetters = 20;

/** Which letters of a page are above or below their line, in any order in which a program draws them. */
export const raisedLetters = (letters: readonly Letter[]): Map<Letter, RaisedLetter> => {
  const raised = new Map<Letter, RaisedLetter>();
  const runs = runsOf(letters);
  let base: Run | null = null;
  let right = 0;
  let beside: [Run, Script][] = [];
  const close = (next?: Run): void => {
    const count = beside.reduce((sum, [run]) => sum + run.letters.length, 0);
    if (base && count <= maxLetters && !(next && isLogo(beside, next, right)))
      for (const [run, script] of beside) mark(raised, run, script, base.letters.at(-1) as Letter);
    beside = [];
  };
  runs.forEach((run, index) => {
    const script =
      base && run.left > base.right - overlap * base.size && run.left < right + maxGap * base.size
        ? scriptOf(run, base)
        : null;
    if (script) {
      beside.push([run, script]);
      right = Math.max(right, run.right);
      return;
    }
    close(run);
    const next = runs[index + 1];
    const isBefore =
      next !== undefined &&
      next.left > run.right - overlap * next.size &&
      next.left < run.right + maxGapAfter * next.size;
    const before = isBefore ? scriptOf(run, next) : null;
    if (before && run.letters.length <= 3) mark(raised, run, before, (next as Run).letters[0] as Letter);
    base = before ? null : run;
    right = run.right;
  });
  close();
  return raised;
};

/** The raised capital of a word in capitals, as in the name of LaTeX. */
const isLogo = (beside: readonly [Run, Script][], next: Run, right: number): boolean =>
  beside.every(([run]) => run.letters.every(({ text }) => /\p{Lu}/u.test(text))) &&
  /\p{Lu}/u.test(next.letters[0]?.text ?? '') &&
  next.left < right + 0.05 * next.size;

const mark = (raised: Map<Letter, RaisedLetter>, run: Run, script: Script, base: Letter): void => {
  for (const letter of run.letters) raised.set(letter, { script, base });
};

const scriptOf = (run: Run, base: Run): Script | null => {
  const share = run.size / base.size;
  if (share < minScriptSize || share > maxScriptSize) return null;
  const rise = (base.baseline - run.baseline) / base.size;
  const isWithin = ([from, to]: readonly [number, number]): boolean => rise > from && rise < to;
  return isWithin(rises.sup) ? 'sup' : isWithin(rises.sub) ? 'sub' : null;
};

const runsOf = (letters: readonly Letter[]): Run[] => {
  const runs: Run[] = [];
  for (const letter of letters) {
    const last = runs.at(-1);
    if (
      last &&
      Math.abs(last.size - letter.size) < 0.02 * letter.size &&
      Math.abs(last.baseline - letter.baseline) < 0.03 * letter.size &&
      letter.left > last.right - overlap * letter.size &&
      letter.left < last.right + maxGap * letter.size
    ) {
      last.letters.push(letter);
      last.right = letter.right;
    } else runs.push({ letters: [letter], ...letter });
  }
  return runs;
};
