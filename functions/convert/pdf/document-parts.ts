import type { ParsedPage } from '@llamaindex/liteparse-wasm';
import type { Root } from 'hast';
import { alignedTables } from './aligned-tables.ts';
import { blockParts } from './block-parts.ts';
import { contentsLines } from './contents.ts';
import { footnotesOf } from './footnotes.ts';
import { settleHeadings } from './heading-levels.ts';
import { taggedSizeOf } from './heading-tags.ts';
import { vocabularyOf } from './inline-text.ts';
import { keptTogether } from './kept-together.ts';
import { openTables } from './open-tables.ts';
import { joinPages } from './page-blocks.ts';
import { isInside, middleOf, type Region, type Rules, rulesOf } from './page-geometry.ts';
import type { PageTable } from './page-table.ts';
import { wordsOf } from './page-words.ts';
import type { PageDetails } from './read-details.ts';
import { type Column, columnsOf, cutsOf } from './reading-order.ts';
import { mirroredRules } from './right-to-left.ts';
import { ruledTables } from './ruled-tables.ts';
import { runningLines } from './running-heads.ts';
import { seenCells } from './seen-cells.ts';
import { textBlocks } from './text-blocks.ts';
import { type Line, linesOf } from './text-lines.ts';
import { typeSizesOf } from './type-sizes.ts';
import type { Word } from './word.ts';

export interface DocumentParts {
  readonly parts: (Root | string)[];
  readonly repairs: string[];
  /** The raw text of each page by its number, in the order of the file, without what was left out on purpose. */
  readonly pageTexts: ReadonlyMap<number, string>;
  /** Of the letters, the share in lines that keep together. */
  readonly layout: number;
  /** Table cells that the pages show, as far as white tells. */
  readonly cells: number;
}

/**
 * The text of a document's pages in reading order; what only a whole document shows (heads, sizes) is found out first.
 * Pages that were written down as Markdown already, by number, stand in their place; `details` are what else is known of some.
 */
export const documentParts = (
  pages: readonly ParsedPage[],
  written: ReadonlyMap<number, string> = new Map(),
  details: ReadonlyMap<number, PageDetails> = new Map(),
): DocumentParts => {
  const read = pages.map((page) => {
    const { words, turned, isFromRight } = wordsOf(page, details.get(page.pageNum));
    const rules = isFromRight ? mirroredRules(rulesOf(page), page.width) : rulesOf(page);
    return { number: page.pageNum, height: page.height, words, turned, rules, lines: linesOf(words) };
  });
  const running = runningLines(read);
  let isOpen = false;
  let contents = 0;
  let heads = 0;
  const known = recurring(read.map(({ lines }) => cutsOf(lines)));
  const laidOut = read.map(({ number, height, words, turned, rules, lines }) => {
    const dropped = new Set(running.get(number));
    heads += dropped.size;
    const toc = contentsLines(
      lines.filter((line) => !dropped.has(line)),
      isOpen,
    );
    isOpen = toc.isOpen;
    contents += toc.taken.size;
    for (const line of toc.taken) dropped.add(line);
    const droppedWords = new Set([...dropped].flatMap((line) => line.words));
    const kept = words.filter((word) => !droppedWords.has(word));
    const { words: flowing, footnotes } = footnotesOf(
      kept,
      lines.filter((line) => !dropped.has(line)),
      rules.across,
      { number, height },
    );
    const text = rawText([...kept, ...turned]);
    return { number, columns: columnsOfPage(flowing, rules, known), turned, text, footnotes };
  });
  const sizes = typeSizesOf(
    laidOut.flatMap(({ columns }) =>
      columns.flatMap((column) => [column.lines, column.tables.flatMap(linesOfTable)]),
    ),
  );
  const taggedSize = taggedSizeOf(
    laidOut.flatMap(({ columns }) => columns),
    sizes,
  );
  const blocks = joinPages(
    laidOut.map(({ number, columns, turned }) => ({
      number,
      columns: [
        ...columns.map((column) => textBlocks(column, sizes, taggedSize)),
        ...(written.has(number) ? [[{ kind: 'written' as const, markdown: written.get(number) ?? '' }]] : []),
        ...(turned.length === 0 ? [] : [[{ kind: 'paragraph' as const, lines: linesOf(turned), left: 0 }]]),
      ],
    })),
  );
  blocks.push(
    ...laidOut.flatMap(({ footnotes }) =>
      footnotes.map((note) => ({ kind: 'footnote' as const, ...note, startsPages: [] })),
    ),
  );
  const repairs = [
    ...(heads > 0 ? [`${heads} lines of running heads and feet removed.`] : []),
    ...(contents > 0 ? [`Table of contents of ${contents} lines removed.`] : []),
  ];
  const vocabulary = vocabularyOf(
    laidOut.flatMap(({ columns }) => columns.flatMap((column) => column.lines)),
  );
  return {
    parts: blockParts(settleHeadings(blocks, sizes), vocabulary),
    repairs,
    pageTexts: new Map(laidOut.map(({ number, text }) => [number, text])),
    layout: keptTogether(blocks),
    cells: seenCells(blocks),
  };
};

/** Words in any order, those that were taken apart in one piece. */
const rawText = (words: readonly Word[]): string =>
  words
    .map((word, index) => {
      const before = words[index - 1];
      const goesOn =
        before && before.script !== word.script && Math.abs(word.left - before.right) < 0.1 * word.size;
      return (goesOn ? '' : ' ') + word.text;
    })
    .join('');

/** Where the text of several pages parts: there also lists and tables stand in columns. */
const recurring = (pages: readonly (readonly number[])[]): number[] =>
  pages
    .flat()
    .filter(
      (place, _, all) => pages.length === 1 || all.filter((other) => Math.abs(other - place) < 8).length > 1,
    );

const columnsOfPage = (words: readonly Word[], rules: Rules, known: readonly number[]): Column[] => {
  const drawn = outermost([...ruledTables(words, rules), ...openTables(words, rules)]);
  const isDrawn = (word: Word): boolean => drawn.some(({ region }) => isInside(region, ...middleOf(word), 0));
  return columnsOf(
    words.filter((word) => !isDrawn(word)),
    drawn,
    known,
  ).map((column) => {
    const aligned = alignedTables(column.lines, rules.across);
    const taken = new Set(
      aligned.flatMap(({ region }) => column.lines.filter((line) => isInside(region, ...middleOf(line), 0))),
    );
    return {
      ...column,
      lines: column.lines.filter((line) => !taken.has(line)),
      tables: [...column.tables, ...aligned],
    };
  });
};

const linesOfTable = ({ rows }: PageTable): Line[] => rows.flat().flatMap(({ lines }) => lines);

/** A table inside a cell is part of the cell. */
const outermost = (tables: readonly PageTable[]): PageTable[] =>
  tables
    .filter((inner) => !tables.some((outer) => outer !== inner && contains(outer.region, inner.region)))
    .sort((a, b) => a.region.top - b.region.top);

const contains = (outer: Region, inner: Region): boolean =>
  isInside(outer, inner.left, inner.top, 2) &&
  isInside(outer, inner.right, inner.bottom, 2) &&
  outer.right - outer.left + outer.bottom - outer.top > inner.right - inner.left + inner.bottom - inner.top;
