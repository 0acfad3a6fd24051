import { looseEnds } from './cell-breaks.ts';
import { isMarker } from './line-shapes.ts';
import type { PageTable } from './page-table.ts';
import type { Block } from './text-blocks.ts';
import { type Line, lineOf } from './text-lines.ts';

/** White within a line of a cell, in ems, that words of one cell seldom have between them; and of running text. */
const wideInCell = 1;
const wideInText = 2;

/**
 * How many cells the pages show, apart from how the tables were read: to the cells that were read come those that they seem
 * to hold besides (wide white within a line, a line that did not have to begin below) and those that seem to be the rest of
 * another, and of lines of running text that wide white parts, the pieces.
 */
export const seenCells = (blocks: readonly Block[]): number => {
  let cells = 0;
  for (const block of blocks) {
    if (block.kind === 'table') cells += cellsOf(block.table);
    else if (block.kind !== 'written' && block.kind !== 'code') {
      for (const line of block.lines) {
        const gaps = wideGaps(line.words.slice(1), wideInText * line.size);
        cells += gaps === 0 ? 0 : gaps + 1;
      }
    }
  }
  return cells;
};

const cellsOf = (table: PageTable): number => {
  const filled = table.rows.flat().filter(({ lines }) => lines.length > 0);
  const joined = filled.reduce(
    (sum, { lines }) => sum + lines.reduce((all, line) => all + gapsInCell(line), 0),
    0,
  );
  return filled.length + joined + (table.isRuled ? 0 : endsOf(table));
};

const gapsInCell = ({ words, size }: Line): number => {
  const own = words[0] && isMarker(lineOf([words[0]])) ? words.slice(1) : words;
  return wideGaps(own, wideInCell * size);
};

const wideGaps = (words: Line['words'], wide: number): number =>
  words.filter((word, index) => index > 0 && word.left - (words[index - 1] as typeof word).right > wide)
    .length;

const endsOf = ({ rows }: PageTable): number => {
  const width = Math.max(...rows.map((row) => row.length));
  const grid: (Line | null)[][] = [];
  const starts = new Set<number>();
  for (const row of rows) {
    const height = Math.max(1, ...row.map(({ lines }) => lines.length));
    starts.add(grid.length);
    for (let at = 0; at < height; at += 1)
      grid.push(Array.from({ length: width }, (_, column) => row[column]?.lines[at] ?? null));
  }
  const { broken, parted } = looseEnds(grid, (index) => starts.has(index));
  return broken + parted;
};
