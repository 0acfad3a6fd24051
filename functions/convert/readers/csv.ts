import { parse } from 'csv-parse/sync';
import { type Reader, RejectedSource } from '../conversion.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { tableText } from '../markdown/table-text.ts';
import { decodeText } from '../text/decode-text.ts';
import { delimitedCells } from '../text/delimited-cells.ts';
import { voteDelimiter } from '../text/vote-delimiter.ts';

/** Values between commas, semicolons, tabs or bars: one table. */
export const csvReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  read(source) {
    const text = decodeText(source.bytes)
      .text.replace(/^\uFEFF/, '')
      .replace(/^sep=(.)\r?\n/i, '');
    const delimiter = voteDelimiter(text);
    const repairs: string[] = [];
    if (longestLine(text) > maxLineLength)
      throw new RejectedSource(
        'too-large',
        `${source.fileName}: one of its lines has more than ${maxLineLength / 2 ** 20} million characters; end each row with a line break.`,
      );
    const rows = parseRows(text, delimiter, repairs);
    if (!rows)
      throw new RejectedSource(
        'corrupt',
        `${source.fileName}: its rows cannot be told apart; save it as UTF-8 CSV.`,
      );
    return {
      parts: [tableText(rows)],
      engine: 'csv-parse',
      sourceLetters: () => countLetters(text),
      sourceCells: () => delimitedCells(text, delimiter, { areQuotesText: repairs.length > 0 }),
      repairs,
      warnings: [],
    };
  },
};

const maxLineLength = 4 * 2 ** 20;

const longestLine = (text: string): number => {
  let longest = 0;
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code !== lineFeed && code !== carriageReturn && index < text.length) continue;
    longest = Math.max(longest, index - start);
    start = index + 1;
  }
  return longest;
};
const lineFeed = 10;
const carriageReturn = 13;

const parseRows = (text: string, delimiter: string, repairs: string[]): string[][] | null => {
  const shared = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true };
  try {
    return parse(text, { ...shared, relax_quotes: true });
  } catch {
    repairs.push('A quotation mark was never closed, so quotation marks were read as text.');
  }
  try {
    return parse(text, { ...shared, quote: false });
  } catch {
    return null;
  }
};
