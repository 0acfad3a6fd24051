import { isMarker } from './line-shapes.ts';
import type { Block } from './text-blocks.ts';
import { type Line, lineOf } from './text-lines.ts';

/** White within a line, in ems, that words of a sentence do not have between them. */
const wide = 2;

/**
 * Of the letters, the share in lines without wide white: where running text has such lines, the rows of a table were
 * read as sentences; where a cell has them, two of its columns were read as one.
 */
export const keptTogether = (blocks: readonly Block[]): number => {
  let letters = 0;
  let torn = 0;
  for (const block of blocks) {
    if (block.kind === 'written') continue;
    const lines =
      block.kind === 'table' ? block.table.rows.flat().flatMap((cell) => cell.lines) : block.lines;
    for (const line of lines) {
      const count = line.words.reduce((sum, word) => sum + word.text.length, 0);
      letters += count;
      const isWide = block.kind === 'table' ? isTornCell : isTorn;
      if (block.kind !== 'code' && isWide(line)) torn += count;
    }
  }
  return letters === 0 ? 1 : 1 - torn / letters;
};

/** The number of a heading may stand apart from its words. */
const isTorn = ({ words, size }: Line): boolean => hasWideWhite(words.slice(1), size);

/** The mark of a list in a cell may stand apart likewise. */
const isTornCell = ({ words, size }: Line): boolean =>
  hasWideWhite(words[0] && isMarker(lineOf([words[0]])) ? words.slice(1) : words, size);

const hasWideWhite = (words: Line['words'], size: number): boolean =>
  words.some(
    (word, index) => index > 0 && word.left - (words[index - 1] as Line['words'][number]).right > wide * size,
  );
