import { columnStarts, rowsOf } from './aligned-rows.ts';
import { isInside, middleOf, type Rule, type Rules } from './page-geometry.ts';
import type { PageTable } from './page-table.ts';
import type { Word } from './page-words.ts';
import { linesOf } from './text-lines.ts';

const tolerance = 3;

/** The tables of books: three or more rules of one length across the page, and columns told by the white between them. */
export const openTables = (words: readonly Word[], { across, down }: Rules): PageTable[] =>
  stacksOf(across).flatMap((stack) => {
    const first = stack[0] as Rule;
    const region = { left: first.from, right: first.to, top: first.at, bottom: (stack.at(-1) as Rule).at };
    if (down.some((rule) => isInside(region, rule.at, (rule.from + rule.to) / 2))) return [];
    const lines = linesOf(words.filter((word) => isInside(region, ...middleOf(word), 0)));
    if (lines.length < 2) return [];
    const starts = columnStarts(lines);
    return starts.length < 2 ? [] : [{ region, rows: rowsOf(lines, starts, stack) }];
  });

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
