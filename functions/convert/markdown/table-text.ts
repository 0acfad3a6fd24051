import { cleanText } from './clean-text.ts';

/**
 * Prints rows as a GFM table, the first as its header. Sheets go this way and not through a tree, because a tree of a
 * million cells would cost more memory than the whole conversion may.
 */
export const tableText = (rows: readonly (readonly string[])[]): string =>
  tableOfWidth(
    rows,
    rows.reduce((most, row) => Math.max(most, row.length), 0),
  );

/** The same for rows that are made one at a time. */
export const tableOfWidth = (rows: Iterable<readonly string[]>, width: number): string => {
  if (width === 0) return '';
  const lines: string[] = [];
  for (const row of rows) {
    lines.push(line(row, width));
    if (lines.length === 1) lines.push(`|${' - |'.repeat(width)}`);
  }
  return lines.join('\n');
};

/** Joined at once: a line that grows cell by cell stays a tree of its pieces, of ten times its size. */
const line = (row: readonly string[], width: number): string => {
  const cells = Array.from({ length: width }, (_, column) => {
    const cell = cellText(row[column] ?? '');
    return cell === '' ? ' ' : ` ${cell} `;
  });
  return `|${cells.join('|')}|`;
};

const special = /[\\`*|<[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Data is no markup: what Markdown would read as markup is escaped, and a line break becomes `<br>`. */
const cellText = (value: string): string => {
  if (/^[A-Za-z0-9.,:;/()%+-]*$/.test(value)) return value;
  const clean = cleanText(value).trim();
  if (!/[^\p{L}\p{N} .,:;/()%+-]/u.test(clean)) return clean;
  const escaped = clean.replace(special, '\\$&');
  if (!/[\r\n]/.test(escaped)) return escaped;
  const lines = escaped.split(/[\r\n]/).map((each) => each.trim());
  return lines.filter(Boolean).join('<br>');
};
