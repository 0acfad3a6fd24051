import { wordsOf } from '#shared/domain/words.ts';

/** Something that a text says, as it stands there and as a person would say it. */
export interface Fact {
  readonly verbatim: string;
  readonly plain: string;
}

/** One pair for so many characters of text, so that nobody is served better for cutting it smaller or larger. */
const charactersPerPair = 320;

/**
 * The facts that the scripted model finds: sentences of eight words and more, and rows of tables, evenly over the text.
 */
export const factsIn = (text: string): Fact[] => {
  const found = unitsOf(text).flatMap((unit) => (unit.startsWith('|') ? rowIn(unit) : sentencesIn(unit)));
  const wanted = Math.max(1, Math.round(text.length / charactersPerPair));
  const step = Math.max(1, found.length / wanted);
  return found.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
};

/** Rows, list items and headings stand for themselves; other lines are a paragraph up to the next blank line. */
const unitsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n|\n(?=\s*(?:\||[-*+•]\s|\d+[.)]\s|#))/)
    .map((unit) => unit.replace(/\s+/g, ' ').trim())
    .filter((unit) => unit !== '');

const rowIn = (line: string): Fact[] => {
  const cells = line.split('|').map((cell) => cell.trim());
  const filled = cells.filter((cell) => /\p{L}/u.test(cell));
  return filled.length > 1 && !cells.some((cell) => /^:?-+:?$/.test(cell))
    ? [{ verbatim: line.trim(), plain: `${cells.filter(Boolean).join(', ')}.` }]
    : [];
};

const sentencesIn = (line: string): Fact[] => {
  const body = line.replace(/^\s*(?:#+|>|[-*+]|\d+[.)])\s+/, '');
  return (body.match(/[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?](?=\s|$)/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length >= 8 && !sentence.endsWith('?'))
    .map((sentence) => ({
      verbatim: sentence,
      plain: sentence.replace(/\[([^\]]*)\]\([^)]*\)|[*_`\\]/g, '$1'),
    }));
};

/** A text as the words that it says, so that markup, lines and punctuation make no difference. */
export const sayings = (text: string): string => ` ${wordsOf(text).join(' ')} `;
