import type { Block } from './text-blocks.ts';
import type { Line } from './text-lines.ts';

/** White within a line, in ems, that words of a sentence do not have between them. */
const wide = 2;

/**
 * Of the letters outside tables, the share in lines without wide white: where running text has such lines, the rows of a
 * table were read as sentences, or two columns as one.
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
      if (block.kind !== 'code' && isTorn(line)) torn += count;
    }
  }
  return letters === 0 ? 1 : 1 - torn / letters;
};

/** The number of a heading may stand apart from its words. */
const isTorn = ({ words, size }: Line): boolean =>
  words.some(
    (word, index) => index > 1 && word.left - (words[index - 1] as Line['words'][number]).right > wide * size,
  );
