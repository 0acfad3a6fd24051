import { isInside, middleOf, type Region, type Rule, type Rules } from './page-geometry.ts';
import type { PageTable, TableCell } from './page-table.ts';
import { linesOf } from './text-lines.ts';
import type { Word } from './word.ts';

const tolerance = 3;

/** A drawing of boxes and arrows is no table: a table has a frame on all four sides. */
const minFramed = 0.8;
/** A frame around a page, or around its listings, holds the text of the page and not a cell's. */
const maxCellLines = 25;

/** The tables whose cells are drawn: rules across and down that meet, with spans where a rule is missing. */
export const ruledTables = (words: readonly Word[], { across, down }: Rules): PageTable[] =>
  gridsOf(across, down).flatMap((grid) => {
    const rows = isFramed(grid) ? rowsOf(grid, words) : null;
    return rows ? [{ region: grid.region, rows, isRuled: true }] : [];
  });

interface Grid {
  readonly columns: number[];
  readonly rows: number[];
  readonly across: Rule[];
  readonly down: Rule[];
  readonly region: Region;
}

/** Rules that touch belong to one grid. */
const gridsOf = (across: readonly Rule[], down: readonly Rule[]): Grid[] => {
  const groups: { across: Rule[]; down: Rule[] }[] = [];
  for (const rule of down) {
    const touching = groups.filter((group) => group.across.some((each) => meets(each, rule)));
    const joined = {
      across: [
        ...new Set([
          ...touching.flatMap((group) => group.across),
          ...across.filter((each) => meets(each, rule)),
        ]),
      ],
      down: [...touching.flatMap((group) => group.down), rule],
    };
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    if (joined.across.length > 0) groups.push(joined);
  }
  return groups.flatMap((group) => {
    const columns = places(group.down);
    const rows = places(group.across);
    if (columns.length < 2 || rows.length < 2 || (columns.length === 2 && rows.length === 2)) return [];
    const region = {
      left: columns[0] as number,
      right: columns.at(-1) as number,
      top: rows[0] as number,
      bottom: rows.at(-1) as number,
    };
    return [{ ...group, columns, rows, region }];
  });
};

const meets = (across: Rule, down: Rule): boolean =>
  down.at >= across.from - tolerance &&
  down.at <= across.to + tolerance &&
  across.at >= down.from - tolerance &&
  across.at <= down.to + tolerance;

const places = (rules: readonly Rule[]): number[] => {
  const sorted = rules.map((rule) => rule.at).sort((a, b) => a - b);
  return sorted.filter((at, index) => index === 0 || at - (sorted[index - 1] as number) > tolerance);
};

const covers = (rules: readonly Rule[], at: number, along: number): boolean =>
  rules.some((rule) => Math.abs(rule.at - at) <= tolerance && along >= rule.from - 1 && along <= rule.to + 1);

const isFramed = ({ columns, rows, across, down, region }: Grid): boolean => {
  const share = (places: readonly number[], isCovered: (middle: number) => boolean): number => {
    const middles = places.slice(1).map((place, index) => (place + (places[index] as number)) / 2);
    return middles.filter(isCovered).length / middles.length;
  };
  return (
    share(columns, (x) => covers(across, region.top, x)) >= minFramed &&
    share(columns, (x) => covers(across, region.bottom, x)) >= minFramed &&
    share(rows, (y) => covers(down, region.left, y)) >= minFramed &&
    share(rows, (y) => covers(down, region.right, y)) >= minFramed
  );
};

/** A cell that lacks the rule to its right or below reaches into the next. */
const rowsOf = ({ columns, rows, across, down }: Grid, words: readonly Word[]): TableCell[][] | null => {
  const taken = new Set<string>();
  let filled = 0;
  const made = rows.slice(0, -1).map((top, row) => {
    const cells: TableCell[] = [];
    for (let column = 0; column < columns.length - 1; column += 1) {
      if (taken.has(`${row} ${column}`)) continue;
      const middle = (top + (rows[row + 1] as number)) / 2;
      let colSpan = 1;
      while (
        column + colSpan < columns.length - 1 &&
        !covers(down, columns[column + colSpan] as number, middle)
      )
        colSpan += 1;
      const center = ((columns[column] as number) + (columns[column + 1] as number)) / 2;
      let rowSpan = 1;
      while (row + rowSpan < rows.length - 1 && !covers(across, rows[row + rowSpan] as number, center))
        rowSpan += 1;
      for (let downward = 0; downward < rowSpan; downward += 1) {
        for (let right = 0; right < colSpan; right += 1) taken.add(`${row + downward} ${column + right}`);
      }
      const region = {
        left: columns[column] as number,
        right: columns[column + colSpan] as number,
        top,
        bottom: rows[row + rowSpan] as number,
      };
      const lines = linesOf(words.filter((word) => isInside(region, ...middleOf(word), 0)));
      if (lines.length > 0) filled += 1;
      cells.push({ lines, colSpan, rowSpan });
    }
    return cells;
  });
  const isFrame = made.flat().some((cell) => cell.lines.length > maxCellLines);
  return filled >= 2 && !isFrame ? made : null;
};
