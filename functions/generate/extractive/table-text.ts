import type { Table } from 'mdast';
import { lowerHeading } from './english.ts';
import { inlineText, tidy } from './inline-text.ts';

/** Cells without Markdown; the first row is the header. Rows that are shorter than the header are filled with empty cells. */
export const tableCells = (table: Table): string[][] => {
  const rows = table.children.map((row) => row.children.map((cell) => tidy(inlineText(cell.children).text)));
  const width = rows[0]?.length ?? 0;
  return rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
};

const mostRows = 8;

/** A small table as one line a row; undefined for a table that is too large to be said in words. */
export const tableSentences = (table: Table): string | undefined => {
  const [header = [], ...rows] = tableCells(table);
  if (rows.length === 0 || rows.length > mostRows || header.length < 2) return undefined;
  return rows.map((row) => rowSentence(header, row)).join('\n');
};

const rowSentence = (header: readonly string[], row: readonly string[]): string => {
  const facts = row
    .slice(1)
    .flatMap((value, index) => (value === '' ? [] : [{ column: header[index + 1] ?? '', value }]));
  const alone = header.length === 2 ? facts[0]?.value : undefined;
  return `${row[0]}: ${alone ?? cellFacts(facts)}`.replace(/\.?$/, '.');
};

/** What the cells of one row say, without a full stop: "compensation: £220; delay: 3 hours", or "care starts after 2 hours". */
export const cellFacts = (cells: readonly { column: string; value: string }[]): string =>
  cells.map(({ column, value }) => fact(column, value.replace(/\.$/, ''))).join('; ');

const fact = (column: string, value: string): string => {
  if (column === '') return value;
  const name = lowerHeading(column, '');
  if (/\?$/.test(column)) return `${name} ${value}`;
  const opensSentence = /\b(?:until|after|within|from|before|at|of)$/i.test(column);
  const isContinued = /^(?:[£$€¥]|\p{N}|\p{L}+ (?:minutes?|hours?|days?|weeks?|months?|years?)\b)/iu.test(
    value,
  );
  return opensSentence && isContinued ? `${name} ${lowerHeading(value, '')}` : `${name}: ${value}`;
};
