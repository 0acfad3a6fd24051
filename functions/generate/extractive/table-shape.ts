import { holdsCode } from './code-text.ts';
import { placeholderHeader } from './table-columns.ts';

/**
 * True for a table of named things with their properties. No such table has data where its header should be, names that are code
 * or bullets, or names in small letters that are the options of a program, as in the reference of an interface.
 */
export const statesFacts = (header: readonly string[], rows: readonly string[][]): boolean => {
  const names = rows.map(([name = '']) => name);
  return (
    header.every(isHeader) &&
    !names.some((name) => holdsCode(name) || /^[^\p{L}\p{N}£$€¥<>≤≥“"]/u.test(name) || constant.test(name)) &&
    !names.every((name) => /^\p{Ll}[\p{L}\d-]*$/u.test(name))
  );
};

const isHeader = (column: string): boolean =>
  !placeholderHeader.test(column) &&
  !holdsCode(column) &&
  !bullet.test(column) &&
  column.split(' ').length <= 6 &&
  !/[.;!]$|^[^\p{L}]|\b(?:following|previous|next|above|below)\b/iu.test(column);

const bullet = /^\s*[•▪◦*·–-]\s?|\s[•▪◦]\s/u;

/** `UNION`, a word of a language for programs; shorter ones may be acronyms. */
const constant = /^\p{Lu}{6,}$/u;
