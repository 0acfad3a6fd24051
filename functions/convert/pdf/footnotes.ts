import type { Rule } from './page-geometry.ts';
import { type Line, lineOf } from './text-lines.ts';
import type { Word } from './word.ts';

/** A footnote of a page: what stands below the short rule at its foot. */
export interface Footnote {
  readonly label: string;
  readonly lines: Line[];
}

/** A rule over footnotes is shorter than this share of the text's width. */
const maxRuleShare = 0.5;
/** It stands in the lower part of its page. */
const minDepth = 0.4;

/**
 * Takes the footnotes from the lines of a page: numbered lines below a short rule, each with a word above that ends in its
 * number. Where a number has no such word, nothing is taken: the page then shows something else.
 */
export const footnotesOf = (
  words: readonly Word[],
  lines: readonly Line[],
  rules: readonly Rule[],
  page: { readonly number: number; readonly height: number },
): { words: Word[]; footnotes: Footnote[] } => {
  const nothing = { words: [...words], footnotes: [] };
  const width = Math.max(0, ...lines.map((line) => line.right)) - Math.min(...lines.map((line) => line.left));
  const rule = rules.findLast(
    ({ at, from, to }) => at > minDepth * page.height && to - from < maxRuleShare * width,
  );
  if (!rule) return nothing;
  const below = lines.filter((line) => line.top > rule.at - line.size / 2);
  const notes = numberedNotes(below);
  if (notes.length === 0) return nothing;
  const taken = new Set(below.flatMap((line) => line.words));
  const replaced = new Map<Word, Word>();
  for (const { number } of notes) {
    const word = words.findLast((each) => !taken.has(each) && !replaced.has(each) && refersTo(each, number));
    if (!word) return nothing;
    replaced.set(word, {
      ...word,
      text: word.text.slice(0, -number.length),
      note: labelOf(number, page.number),
    });
  }
  return {
    words: words.filter((word) => !taken.has(word)).map((word) => replaced.get(word) ?? word),
    footnotes: notes.map(({ number, lines }) => ({ label: labelOf(number, page.number), lines })),
  };
};

/** Numbers of footnotes may begin anew on every page. */
const labelOf = (number: string, page: number): string => `${page}-${number}`;

const refersTo = ({ text }: Word, number: string): boolean =>
  text.endsWith(number) && /[\p{L}.,;:!?)\]"”’»]$/u.test(text.slice(0, -number.length));

/** Lines that count upwards by one, each with those that go on with it. */
const numberedNotes = (lines: readonly Line[]): { number: string; lines: Line[] }[] => {
  const notes: { number: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const [first, ...rest] = line.words;
    const number = /^\d{1,3}/.exec(first?.text ?? '')?.[0];
    const last = notes.at(-1);
    if (first && number && (!last || Number(number) === Number(last.number) + 1)) {
      const start = first.text.slice(number.length);
      const own = start === '' ? rest : [{ ...first, text: start }, ...rest];
      if (own.length === 0) return [];
      notes.push({ number, lines: [lineOf(own)] });
    } else if (last) last.lines.push(line);
    else return [];
  }
  return notes;
};
