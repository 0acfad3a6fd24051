import { cleanText } from './clean-text.ts';

/**
 * Prints rows as a GFM table, the first as its header. Sheets go this way and not through a tree, because a tree of a
 * million cells would cost more memory than the whole conversion may.
 */
export const tableText = (rows: readonly (readonly string[])[]): string => {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return '';
  const lines = rows.map((row) => line(row, width));
  lines.splice(1, 0, `|${' - |'.repeat(width)}`);
  return lines.join('\n');
};

const line = (row: readonly string[], width: number): string => {
  let printed = '|';
  for (let column = 0; column < width; column += 1) {
    const cell = cellText(row[column] ?? '');
    printed += cell === '' ? ' |' : ` ${cell} |`;
  }
  return printed;
};

const special = /[\\`*|<[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** Data is no markup: what Markdown would read as markup is escaped, and a line break becomes `<br>`. */
const cellText = (value: string): string => {
  const clean = cleanText(value).trim();
  if (!/[^\p{L}\p{N} .,:;/()%+-]/u.test(clean)) return clean;
  return clean.replace(special, '\\$&').replace(/\s*(?:\r\n?|\n)\s*/g, '<br>');
};
