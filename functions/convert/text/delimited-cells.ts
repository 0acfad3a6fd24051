import { isFilled } from '../markdown/clean-text.ts';

/**
 * Values between delimiters that hold something, counted by the rules of RFC 4180 and apart from the library that reads
 * them: a quoted value may hold delimiters and line breaks, and a quotation mark within it is doubled.
 */
export const delimitedCells = (
  text: string,
  delimiter: string,
  { areQuotesText }: { readonly areQuotesText: boolean },
): number => {
  let cells = 0;
  for (let start = 0; start <= text.length; ) {
    const isQuoted = !areQuotesText && text[start] === '"';
    const content = isQuoted ? endOfQuoted(text, start) : start;
    const end = endOfPlain(text, content, delimiter);
    if (
      isFilled(
        isQuoted ? text.slice(start + 1, content - 1) + text.slice(content, end) : text.slice(start, end),
      )
    )
      cells += 1;
    start = end + 1;
  }
  return cells;
};

/** Behind the quotation mark that closes the value. */
const endOfQuoted = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end < 0 ? text.length : end + 1;
};

const endOfPlain = (text: string, from: number, delimiter: string): number => {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return end;
};
