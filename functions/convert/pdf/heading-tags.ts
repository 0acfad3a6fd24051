import type { Column } from './reading-order.ts';
import { textBlocks } from './text-blocks.ts';
import { textOf } from './text-lines.ts';
import type { TypeSizes } from './type-sizes.ts';

/** Of the headings that the layout shows, at least this share must be tagged, and of the letters at most that share. */
const minShare = 0.5;
const maxLetterShare = 1 / 3;

/**
 * Whether a document's own tags tell its headings: they are as many as the layout shows, about, and not most of the text. Many
 * writers tag nothing but a title, or every bold line.
 */
export const areHeadingsTagged = (columns: readonly Column[], sizes: TypeSizes): boolean => {
  const lines = columns.flatMap((column) => column.lines);
  const tagged = lines.filter((line) => line.heading);
  if (tagged.length === 0) return false;
  const letters = (all: typeof lines): number => all.reduce((sum, line) => sum + textOf(line).length, 0);
  if (letters(tagged) > maxLetterShare * letters(lines)) return false;
  const headings = (byTags: boolean): number =>
    columns.flatMap((column) => textBlocks(column, sizes, byTags)).filter(({ kind }) => kind === 'heading')
      .length;
  return headings(true) >= minShare * headings(false);
};
