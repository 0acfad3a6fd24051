import type { ParsedPage, TextItem } from '@llamaindex/liteparse-wasm';
import { element, text } from '../hast.ts';
import { isInside, linesOf, middleOf, type Region, type Rule, rulesOf, textOfLine } from './page-geometry.ts';
import type { PageTable } from './ruled-tables.ts';

const tolerance = 3;
const minGap = 6;

/** The tables of books: two or more rules of one length across the page, and columns told by the white between them. */
export const openTables = (page: ParsedPage): PageTable[] => {
  const { across, down } = rulesOf(page);
  return stacksOf(across).flatMap((stack) => {
    const first = stack[0] as Rule;
    const region = { left: first.from, right: first.to, top: first.at, bottom: (stack.at(-1) as Rule).at };
    if (down.some((rule) => isInside(region, rule.at, (rule.from + rule.to) / 2))) return [];
    const lines = linesOf(page.textItems.filter((item) => isInside(region, ...middleOf(item), 0)));
    const columns = columnsOf(lines.flat(), region);
    if (lines.length < 2 || columns.length < 2) return [];
    const rows = rowsOf(lines, columns, stack);
    const table = element(
      'table',
      rows.map((row) =>
        element(
          'tr',
          row.map((cell) => element('td', [text(cell)])),
        ),
      ),
    );
    return [{ region, table }];
  });
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

/** Where no line has ink from top to bottom, a column ends. */
const columnsOf = (items: readonly TextItem[], region: Region): Region[] => {
  const spans = items
    .map((item) => ({ from: item.x, to: item.x + item.width }))
    .sort((a, b) => a.from - b.from);
  const columns: { left: number; right: number }[] = [];
  for (const { from, to } of spans) {
    const last = columns.at(-1);
    if (last && from < last.right + minGap) last.right = Math.max(last.right, to);
    else columns.push({ left: from, right: to });
  }
  return columns.map((column) => ({ ...column, top: region.top, bottom: region.bottom }));
};

/** A line that leaves the first column empty goes on with the row above, unless a rule parts them. */
const rowsOf = (
  lines: readonly TextItem[][],
  columns: readonly Region[],
  rules: readonly Rule[],
): string[][] => {
  const rows: string[][] = [];
  let above = 0;
  for (const line of lines) {
    const y = line[0]?.y ?? 0;
    const cells = columns.map((column) =>
      textOfLine(line.filter((item) => isInside(column, item.x + item.width / 2, column.top))),
    );
    const last = rows.at(-1);
    const isParted = rules.some((rule) => rule.at > above && rule.at < y + (line[0]?.height ?? 0) / 2);
    if (last && cells[0] === '' && !isParted) {
      cells.forEach((cell, index) => {
        if (cell) last[index] = `${last[index] ?? ''} ${cell}`.trim();
      });
    } else rows.push(cells);
    above = y;
  }
  return rows;
};
