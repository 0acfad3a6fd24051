import { parse } from 'csv-parse/sync';
import { type Reader, RejectedSource } from '../conversion.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { tableText } from '../markdown/table-text.ts';
import { decodeText } from '../text/decode-text.ts';
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
      repairs,
      warnings: [],
    };
  },
};

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
