import type { Reader } from '../conversion.ts';
import { root } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { decodeText } from '../text/decode-text.ts';
import { plainTextBlocks } from '../text/plain-text-blocks.ts';

const blocksPerPart = 2000;

/** Plain text: paragraphs stand between blank lines, and nothing in it is markup. */
export const textReader: Reader = {
  maxBytes: 32 * 1024 * 1024,
  read(source) {
    const value = decodeText(source.bytes).text;
    return {
      parts: partsOf(value),
      engine: 'text reader',
      sourceLetters: () => countLetters(value),
      repairs: [],
      warnings: [],
    };
  },
};

function* partsOf(value: string) {
  const blocks = plainTextBlocks(value);
  for (let from = 0; from < blocks.length; from += blocksPerPart) {
    yield root(blocks.slice(from, from + blocksPerPart));
  }
}
