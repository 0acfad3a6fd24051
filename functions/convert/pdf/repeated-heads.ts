import { edgeLines, type PageLines } from './page-edges.ts';
import { type Line, textOf } from './text-lines.ts';
import type { Word } from './word.ts';

const samePlace = 2;
/** White within a line, in ems, that parts the cells of a table: its header is printed again where it goes on. */
const wide = 2;
/** White between a head and the text, in ems. */
const minWhite = 1;
/** Two pages that are alike are copies of one form, and their first lines are part of it. */
const maxAlike = 0.5;

/**
 * What a document of two pages has at the same edge of both, in the same words at the same place and apart from the text. Twice
 * may be chance, so nothing goes that stands nowhere else: the first of the two stays where no line of the text says the same.
 */
export const repeatedHeads = (pages: readonly PageLines[]): Set<Line> => {
  const [first, second] = pages;
  if (!first || !second || pages.length !== 2 || areAlike(first, second)) return new Set();
  const heads = apartFromText(first);
  const repeats = apartFromText(second).flatMap((line) => {
    const head = heads.find((each) => isSame(each, line));
    return head ? [{ head, line }] : [];
  });
  const edges = new Set(repeats.flatMap(({ head, line }) => [head, line]));
  const said = new Set([...first.lines, ...second.lines].filter((line) => !edges.has(line)).map(textOf));
  return new Set(repeats.flatMap(({ head, line }) => (said.has(textOf(line)) ? [head, line] : [line])));
};

const isSame = (one: Line, other: Line): boolean =>
  textOf(one) === textOf(other) &&
  /\p{L}{2}/u.test(textOf(one)) &&
  one.words.every(
    (word, index) => index === 0 || word.left - (one.words[index - 1] as Word).right < wide * one.size,
  ) &&
  Math.abs(one.left - other.left) < samePlace &&
  Math.abs(one.bottom - other.bottom) < samePlace;

const apartFromText = (page: PageLines): Line[] => {
  const { lines } = page;
  const isApart = (from: number, to: number): boolean => {
    const [above, below] = [lines[from], lines[to]];
    return above !== undefined && below !== undefined && below.top - above.bottom > minWhite * above.size;
  };
  const edges = edgeLines(page);
  const heads = edges.filter(({ place }) => place === 'head').map(({ line }) => line);
  const feet = edges.filter(({ place }) => place === 'foot').map(({ line }) => line);
  const lastHead = heads.findLastIndex((line) => isApart(lines.indexOf(line), lines.indexOf(line) + 1));
  const firstFoot = feet.findIndex((line) => isApart(lines.indexOf(line) - 1, lines.indexOf(line)));
  return [...heads.slice(0, lastHead + 1), ...(firstFoot < 0 ? [] : feet.slice(firstFoot))];
};

const areAlike = (first: PageLines, second: PageLines): boolean => {
  const [own, others] = [bodyOf(first), bodyOf(second)];
  const shared = others.filter((text) => own.includes(text)).length;
  return shared > maxAlike * Math.min(own.length, others.length);
};

const bodyOf = (page: PageLines): string[] => {
  const edges = new Set(edgeLines(page).map(({ line }) => line));
  return page.lines.filter((line) => !edges.has(line)).map(textOf);
};
