import { rowsOf } from './aligned-cells.ts';
import { columnStarts, strictStarts } from './aligned-rows.ts';
import { isInside, middleOf, type Region, type Rule, type Rules } from './page-geometry.ts';
import type { PageTable } from './page-table.ts';
import { boundsOf } from './reading-order.ts';
import { type Line, linesOf } from './text-lines.ts';
import type { Word } from './word.ts';

const tolerance = 3;
/** More white than the lines of a row have between them, or a row has more than another, in ems. */
const wide = 1.5;
const larger = 1.25;

/** The tables of books: three or more rules of one length across the page, and columns told by the white between them. */
export const openTables = (words: readonly Word[], { across, down }: Rules): PageTable[] =>
  stacksOf(across).flatMap((stack) => {
    const bands = stack.slice(1).map((rule, index) => bandOf(stack[index] as Rule, rule, words, down));
    const tables: PageTable[] = [];
    for (let from = 0; from < bands.length; ) {
      const table = tableFrom(bands, from);
      if (table.length > 1) tables.push(tableOf(table, stack));
      from += Math.max(1, table.length);
    }
    return tables;
  });

/** The bands that make one table, the first cut to its header. Several tables of a page may have rules of one length. */
const tableFrom = (bands: readonly Band[], from: number): Band[] => {
  const table = [headerOf(bands[from] as Band)];
  let columns = 2;
  for (const band of bands.slice(from + 1)) {
    const wider = startsOf([...table, band]).length;
    if (wider < columns || headerOf(band) !== band || isBetween(band, table)) break;
    table.push(band);
    columns = wider;
  }
  return table;
};

/** What stands between two rules. */
interface Band {
  readonly region: Region;
  /** None where rules run down too, which is not this kind of table. */
  readonly lines: Line[];
}

const bandOf = (upper: Rule, lower: Rule, words: readonly Word[], down: readonly Rule[]): Band => {
  const region = { left: upper.from, right: upper.to, top: upper.at, bottom: lower.at };
  const isCrossed = down.some(
    ({ at, from, to }) =>
      at > region.left - 1 && at < region.right + 1 && from < region.bottom - 1 && to > region.top + 1,
  );
  return {
    region,
    lines: isCrossed ? [] : linesOf(words.filter((word) => isInside(region, ...middleOf(word), 0))),
  };
};

/** Of lines in different sizes, or far apart, the last that part into columns: above them a heading or a paragraph stands. */
const headerOf = (band: Band): Band => {
  const { lines, region } = band;
  const last = lines.at(-1);
  if (!last) return band;
  const other = lines.findLastIndex(
    (line, index) =>
      line.size > larger * last.size ||
      (lines[index + 1] !== undefined && (lines[index + 1] as Line).top - line.bottom > wide * line.size),
  );
  if (other < 0) return band;
  const solid = lines.findLastIndex((line) => columnStarts([line]).length < 2);
  const own = lines.slice(Math.max(other, solid) + 1);
  const top = own[0]?.top ?? region.bottom;
  return { region: { ...region, top }, lines: own };
};

const startsOf = (bands: readonly Band[]): number[] =>
  bands.every(({ lines }) => lines.length > 0) ? columnStarts(bands.flatMap(({ lines }) => lines)) : [];

/**
 * What stands between two tables has no columns, and does not keep to those of the table above, or leaves more white than a
 * row does.
 */
const isBetween = (band: Band, above: readonly Band[]): boolean => {
  if (above.length === 0 || columnStarts(band.lines).length > 1) return false;
  const upper = above.flatMap(({ lines }) => lines);
  const isApart = whiteOf(band) > Math.min(...above.map(whiteOf)) + wide * (band.lines[0]?.size ?? 0);
  return isApart || strictStarts([...upper, ...band.lines]).length < strictStarts(upper).length;
};

const whiteOf = ({ region, lines }: Band): number => {
  const { top, bottom } = boundsOf(lines);
  return region.bottom - region.top - (bottom - top);
};

const tableOf = (bands: readonly Band[], stack: readonly Rule[]): PageTable => {
  const region = boundsOf(bands.map((band) => band.region));
  const lines = bands.flatMap((band) => band.lines);
  return { region, rows: rowsOf(lines, columnStarts(lines), stack) };
};

const stacksOf = (across: readonly Rule[]): Rule[][] => {
  const stacks: Rule[][] = [];
  for (const rule of [...across].sort((a, b) => a.at - b.at)) {
    const stack = stacks.find(
      ([first]) =>
        first && Math.abs(first.from - rule.from) < tolerance && Math.abs(first.to - rule.to) < tolerance,
    );
    if (stack) stack.push(rule);
    else stacks.push([rule]);
  }
  return stacks.filter((stack) => stack.length >= 3);
};
