import { joinedTable } from './page-table.ts';
import type { Block } from './text-blocks.ts';
import { type Line, textOf } from './text-lines.ts';

/** A block, and the pages that begin with it. */
export type PageBlock = Block & { readonly startsPages: readonly number[] };

/** The blocks of pages one after the other, where a paragraph, a list item or a listing that a page's end parted goes on. */
export const joinPages = (
  pages: readonly { number: number; columns: readonly (readonly Block[])[] }[],
): PageBlock[] => {
  const joined: PageBlock[] = [];
  let pending: number[] = [];
  for (const { number, columns } of pages) {
    pending.push(number);
    for (const column of columns) {
      column.forEach((block, index) => {
        const last = joined.at(-1);
        const isFirst = index === 0 && column === columns[0];
        if (isFirst && last?.kind === 'table' && block.kind === 'table') {
          const table = joinedTable(last.table, block.table, pending);
          if (table) {
            joined[joined.length - 1] = { ...last, table };
            pending = [];
            return;
          }
        }
        if (index === 0 && last && goesOn(last, block)) {
          const [first, ...rest] = (block as { lines: Line[] }).lines;
          if (first) (last as { lines: Line[] }).lines.push(startingPages(first, pending), ...rest);
          pending = [];
          return;
        }
        joined.push({ ...block, startsPages: pending });
        pending = [];
      });
    }
  }
  if (pending.length > 0) joined.push({ kind: 'paragraph', lines: [], left: 0, startsPages: pending });
  return joined;
};

const startingPages = (line: Line, pages: readonly number[]): Line =>
  pages.length === 0 ? line : { ...line, startsPages: pages };

const goesOn = (last: Block, next: Block): boolean => {
  if (last.kind === 'code' && next.kind === 'code') return true;
  if (next.kind !== 'paragraph' || (last.kind !== 'paragraph' && last.kind !== 'item')) return false;
  const [lastLine, nextLine] = [last.lines.at(-1), next.lines[0]];
  if (!lastLine || !nextLine) return false;
  const [end, start] = [textOf(lastLine), textOf(nextLine)];
  if (Math.abs(lastLine.size - nextLine.size) > 1) return false;
  return !/[.!?:]["”’)\]]?$/.test(end) && /^[\p{Ll}\p{N}(“"]/u.test(start);
};
