import type { Line } from './text-lines.ts';

/** Where words stand across the page, from the left: stretches that do not touch. */
export type Ink = readonly { readonly from: number; readonly to: number }[];

/** What the words of any of the lines cover. */
export const inkOf = (lines: readonly Line[]): Ink =>
  lines.reduce<Ink>((ink, line) => united(ink, ownInk(line)), []);

/** The ink of the lines without the first, without the second, and so on. */
export const inksWithoutEach = (lines: readonly Line[]): Ink[] => {
  const below: Ink[] = [[]];
  for (const line of [...lines].reverse()) below.push(united(below.at(-1) as Ink, ownInk(line)));
  let above: Ink = [];
  return lines.map((line, index) => {
    const without = united(above, below[lines.length - 1 - index] as Ink);
    above = united(above, ownInk(line));
    return without;
  });
};

const known = new WeakMap<Line, Ink>();

/** A line is looked at with every line below it, so its ink is kept. */
const ownInk = (line: Line): Ink => {
  const ink =
    known.get(line) ??
    united(
      [],
      line.words.map(({ left, right }) => ({ from: left, to: right })),
    );
  known.set(line, ink);
  return ink;
};

const united = (one: Ink, other: Ink): Ink => {
  const all: { from: number; to: number }[] = [];
  for (let [a, b] = [0, 0]; a < one.length || b < other.length; ) {
    const isFirst = (one[a]?.from ?? Infinity) <= (other[b]?.from ?? Infinity);
    const { from, to } = (isFirst ? one[a++] : other[b++]) as Ink[number];
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
};
