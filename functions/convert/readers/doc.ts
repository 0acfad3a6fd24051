import type { Reader } from '../conversion.ts';
import { readDoc } from '../doc/read-doc.ts';
import { openWordFile } from '../doc/word-file.ts';
import { flowBlocks, paragraphBlocks } from '../flow/flow-blocks.ts';
import { footnote, root } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';

/** What stands between the begin of a field and its result ([MS-DOC] 2.8.25). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: fields are marked with control characters.
const fieldInstruction = /\u0013[^\u0013-\u0015]*[\u0014\u0015]/g;

/** Word 97 to 2003. */
export const docReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  read(source) {
    const file = openWordFile(source);
    const { blocks, notes } = readDoc(file);
    const body = file.text.slice(0, file.lengths.body).replace(fieldInstruction, '');
    return {
      parts: [
        root([
          ...flowBlocks(blocks),
          ...[...notes].map(([id, paragraphs]) => footnote(id, paragraphBlocks(paragraphs))),
        ]),
      ],
      engine: 'doc reader',
      sourceLetters: () => countLetters(body),
      repairs: [],
      warnings: [],
    };
  },
};
