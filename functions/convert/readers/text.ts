import type { Reader } from '../conversion.ts';
import { element, root, text } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { decodeText } from '../text/decode-text.ts';

/** Plain text: paragraphs stand between blank lines, and nothing in it is markup. */
export const textReader: Reader = {
  maxBytes: 32 * 1024 * 1024,
  read(source) {
    const value = decodeText(source.bytes).text.replace(/\r\n?/g, '\n');
    return {
      parts: partsOf(value),
      engine: 'text',
      sourceLetters: () => countLetters(value),
      repairs: [],
      warnings: [],
    };
  },
};

const paragraphsPerPart = 2000;

function* partsOf(value: string) {
  const paragraphs = value.split(/\n[ \t]*\n+|\f/).filter((paragraph) => paragraph.trim() !== '');
  for (let from = 0; from < paragraphs.length; from += paragraphsPerPart) {
    yield root(paragraphs.slice(from, from + paragraphsPerPart).map(blockOf));
  }
}

/** Lines that a column of text broke are one paragraph; short lines (an address, a poem) keep their breaks. */
const blockOf = (paragraph: string) => {
  const lines = paragraph.split('\n').map((line) => line.trim());
  const isWrapped = lines.length > 1 && lines.slice(0, -1).every((line) => line.length > 50);
  const children = lines.flatMap((line, index) =>
    index === 0 ? [text(line)] : isWrapped ? [text(` ${line}`)] : [element('br'), text(line)],
  );
  return element('p', children);
};
