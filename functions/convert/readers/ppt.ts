import { openCompoundFile } from '../cfb/compound-file.ts';
import { type Reader, RejectedSource } from '../conversion.ts';
import { root } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { pageMarkBlock } from '../page-marks.ts';
import { readPresentation } from '../ppt/read-presentation.ts';
import { slideBlocks } from '../ppt/slide-blocks.ts';
import { isText, type PptCell, type PptShape, wordAt } from '../ppt/slide-shapes.ts';
import type { PptText } from '../ppt/texts.ts';

/** [MS-PPT] 2.3.2. */
const encryptedToken = 0xf3d1c4df;

/** PowerPoint 97 to 2003: the texts, tables and notes of each slide; charts of the time are pictures of another program. */
export const pptReader: Reader = {
  maxBytes: 128 * 1024 * 1024,
  read(source) {
    const file = openCompoundFile(source.bytes, source.fileName);
    const stream = file.stream('PowerPoint Document');
    if (!stream)
      throw new RejectedSource('corrupt', `${source.fileName}: its slides are missing; save it as pptx.`);
    const current = file.stream('Current User') ?? new Uint8Array();
    if (wordAt(current, 12) === encryptedToken) {
      throw new RejectedSource(
        'encrypted',
        `${source.fileName}: the slides are encrypted; save the file without a password and upload it again.`,
      );
    }
    const { slides, monospacedFonts } = readPresentation(stream, current);
    const cells = slides.flatMap(({ shapes }) => shapes.flatMap(cellsOf));
    const texts = slides.flatMap(({ shapes, notes }) => [
      ...shapes.flatMap((shape) => (isText(shape) ? [shape] : shape.cells.flatMap((cell) => cell.texts))),
      ...notes,
    ]);
    const words = texts.flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text));
    return {
      parts: [
        root(
          slides.flatMap((slide, index) => [
            pageMarkBlock(index + 1),
            ...slideBlocks(slide, monospacedFonts),
          ]),
        ),
      ],
      engine: 'ppt reader',
      sourceLetters: () => countLetters(words.join(' ')),
      sourceCells: () => cells.filter(({ texts }) => texts.some(isFilled)).length,
      repairs: [],
      warnings: [],
      pageCount: slides.length,
      blankPages: slides.filter(({ shapes }) => shapes.length === 0).length,
    };
  },
};

const cellsOf = (shape: PptShape): readonly PptCell[] => (isText(shape) ? [] : shape.cells);

const isFilled = ({ paragraphs }: PptText): boolean => paragraphs.length > 0;
