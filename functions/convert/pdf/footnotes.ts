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

/** Set smaller than this share of the page's usual size, raised numbers begin footnotes where no rule is above them. */
const maxSizeShare = 0.95;

/**
 * Takes the footnotes from the lines of a page: numbered lines at its foot, each with a word above that ends in its number.
 * Where a number has no such word, nothing is taken: the page then shows something else.
 */
export const footnotesOf = (
  words: readonly Word[],
  lines: readonly Line[],
  rules: readonly Rule[],
  page: { readonly number: number; readonly height: number },
): { words: Word[]; footnotes: Footnote[] } => {
  const nothing = { words: [...words], footnotes: [] };
  const below = [linesBelowRule(lines, rules, page.height), smallLines(lines, page.height)].find(
    (each) => numberedNotes(each).length > 0,
  );
  if (!below) return nothing;
  const notes = numberedNotes(below);
  const taken = new Set(below.flatMap((line) => line.words));
  const text = words.filter((word) => !taken.has(word));
  const replaced = new Map<Word, Word>();
  for (const { number } of notes) {
    const marked = marksOf(number, text, replaced);
    if (marked.length === 0) return nothing;
    for (const word of marked)
      replaced.set(word, {
        ...word,
        text: word.text.slice(0, -number.length),
        note: labelOf(number, page.number),
      });
  }
  return {
    words: text.map((word) => replaced.get(word) ?? word),
    footnotes: notes.map(({ number, lines }) => ({ label: labelOf(number, page.number), lines })),
  };
};

const linesBelowRule = (lines: readonly Line[], rules: readonly Rule[], height: number): Line[] => {
  const width = Math.max(0, ...lines.map((line) => line.right)) - Math.min(...lines.map((line) => line.left));
  const rule = rules.findLast(
    ({ at, from, to }) => at > minDepth * height && to - from < maxRuleShare * width,
  );
  return rule ? lines.filter((line) => line.top > rule.at - line.size / 2) : [];
};

/** The last lines of a page, from a raised number on, where all are smaller than its text. */
const smallLines = (lines: readonly Line[], height: number): Line[] => {
  const sizes = lines.map((line) => line.size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const large = lines.findLastIndex((line) => line.size > maxSizeShare * usual);
  const start = lines.findIndex(
    ({ words: [first], top }, index) =>
      index > large && top > minDepth * height && first?.script === 'sup' && /^\d+$/.test(first.text),
  );
  return start < 0 ? [] : lines.slice(start);
};

/** Where a text refers to a footnote: a raised number, which is no power of a unit, or one that is glued to its word. */
const marksOf = (number: string, text: readonly Word[], taken: ReadonlyMap<Word, Word>): Word[] => {
  const raised = text.filter((word) => word.script === 'sup' && word.text === number);
  const sure = raised.filter((mark) => {
    const before = text.find((word) => isBeside(word, mark))?.text ?? '';
    return /[.,;:!?)\]"”’»]$|\p{L}{3}$|\d{4}$/u.test(before);
  });
  if (sure.length > 0) return sure;
  const last =
    raised.at(-1) ?? text.findLast((word) => !word.script && !taken.has(word) && refersTo(word, number));
  return last ? [last] : [];
};

const isBeside = (word: Word, mark: Word): boolean =>
  word !== mark &&
  Math.abs(mark.left - word.right) < 0.25 * mark.size &&
  word.top < mark.bottom &&
  word.bottom > mark.top;

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
