import type { Column } from './reading-order.ts';
import { textBlocks } from './text-blocks.ts';
import { textOf } from './text-lines.ts';
import type { TypeSizes } from './type-sizes.ts';

/** Of the headings that the layout shows, at least this share must be tagged, and of the letters at most that share. */
const minShare = 0.5;
const maxLetterShare = 1 / 3;

/**
 * The size of the largest heading where a document's own tags tell its headings: they are as many as the layout shows, about, and
 * not most of the text; null where they do not. Many writers tag nothing but a title, or every bold line.
 */
export const taggedSizeOf = (columns: readonly Column[], sizes: TypeSizes): number | null => {
  const lines = columns.flatMap((column) => column.lines);
  const tagged = lines.filter((line) => line.heading);
  if (tagged.length === 0) return null;
  const letters = (all: typeof lines): number => all.reduce((sum, line) => sum + textOf(line).length, 0);
  if (letters(tagged) > maxLetterShare * letters(lines)) return null;
  const headings = (size: number | null) =>
    columns.flatMap((column) => textBlocks(column, sizes, size)).filter((block) => block.kind === 'heading');
  const largest = Math.max(...tagged.map((line) => line.size));
  const byTag = headings(largest).filter(({ tag }) => tag);
  return byTag.length >= minShare * headings(null).length ? largest : null;
};
