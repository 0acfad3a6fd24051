import { type Reader, RejectedSource } from '../conversion.ts';
import { flowBlocks, paragraphBlocks } from '../flow/flow-blocks.ts';
import { footnote, root } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { readRtf } from '../rtf/read-rtf.ts';

export const rtfReader: Reader = {
  maxBytes: 64 * 1024 * 1024,
  read(source) {
    const text = new TextDecoder('latin1').decode(source.bytes);
    if (!text.replaceAll('\0', ' ').trimEnd().endsWith('}')) {
      throw new RejectedSource(
        'corrupt',
        `${source.fileName}: the RTF ends in the middle; it was cut short, so upload it again.`,
      );
    }
    const document = readRtf(text);
    const letters = document.blocks.flatMap((block) =>
      (block.kind === 'paragraph' ? [block.paragraph] : block.cells.flatMap((cell) => cell.paragraphs)).map(
        (paragraph) => countLetters(paragraph.runs.map((run) => run.text).join('')),
      ),
    );
    const notes = [...document.notes].map(([id, paragraphs]) => footnote(id, paragraphBlocks(paragraphs)));
    return {
      parts: [root([...flowBlocks(document.blocks), ...notes])],
      engine: 'rtf reader',
      title: document.title,
      sourceLetters: () => letters.reduce((sum, count) => sum + count, 0),
      repairs: [],
      warnings: [],
    };
  },
};
