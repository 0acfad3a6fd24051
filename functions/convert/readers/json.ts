import type { ElementContent } from 'hast';
import { type Reader, RejectedSource } from '../conversion.ts';
import { element, root } from '../hast.ts';
import { isDocumentTree, readDocumentTree } from '../json/document-tree.ts';
import { firstFault } from '../json/first-fault.ts';
import { valueBlocks } from '../json/value-blocks.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { decodeText } from '../text/decode-text.ts';

/** JSON: a tree of sections becomes the document that it describes, anything else an outline of its keys. */
export const jsonReader: Reader = {
  maxBytes: 32 * 1024 * 1024,
  read(source) {
    const text = decodeText(source.bytes).text.replace(/^\uFEFF/, '');
    return readingOf(blocksOf(parseValue(text, source.fileName, 1)), text);
  },
};

/** One JSON value a line: flat records are one table, and anything else stands one after the other. */
export const jsonlReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  read(source) {
    const text = decodeText(source.bytes).text.replace(/^\uFEFF/, '');
    const values = text
      .split(/\r\n?|\n/)
      .flatMap((line, index) => (line.trim() === '' ? [] : [parseValue(line, source.fileName, index + 1)]));
    return readingOf(values.every(isDocumentTree) ? values.flatMap(blocksOf) : valueBlocks(values, 1), text);
  },
};

const blocksOf = (value: unknown): ElementContent[] =>
  isDocumentTree(value) ? readDocumentTree(value) : valueBlocks(value, 1);

const parseValue = (text: string, fileName: string, line: number): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const fault = firstFault(text) ?? { line: 1, column: 1 };
    throw new RejectedSource(
      'corrupt',
      `${fileName}: it is not valid JSON at line ${line + fault.line - 1}, column ${fault.column}; mend it there.`,
    );
  }
};

const readingOf = (blocks: ElementContent[], text: string) => ({
  parts: [root(blocks.length > 0 ? blocks : [element('p')])],
  engine: 'json reader',
  sourceLetters: () =>
    countLetters(text.replace(/"(?:[^"\\]|\\.)*"\s*:/g, ' ').replace(/\\u[0-9a-f]{4}|\\[a-z]/gi, ' ')),
  repairs: [],
  warnings: [],
});
