import type { ElementContent } from 'hast';
import { openCompoundFile } from '../cfb/compound-file.ts';
import { type Reader, RejectedSource } from '../conversion.ts';
import { element, root, text } from '../hast.ts';
import { countLetters } from '../markdown/clean-text.ts';
import { type FlatItem, nestList } from '../nest-list.ts';
import { pageMarkBlock } from '../page-marks.ts';
import { readPresentation } from '../ppt/read-presentation.ts';
import type { PptText } from '../ppt/texts.ts';

/** PowerPoint 97 to 2003: the texts of each slide; tables and charts of the time are drawings, and their texts follow. */
export const pptReader: Reader = {
  maxBytes: 128 * 1024 * 1024,
  read(source) {
    const file = openCompoundFile(source.bytes, source.fileName);
    const stream = file.stream('PowerPoint Document');
    if (!stream)
      throw new RejectedSource('corrupt', `${source.fileName}: its slides are missing; save it as pptx.`);
    const slides = readPresentation(stream, file.stream('Current User') ?? new Uint8Array());
    const words = slides.flat().flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text));
    return {
      parts: [root(slides.flatMap((texts, index) => [pageMarkBlock(index + 1), ...slideBlocks(texts)]))],
      engine: 'ppt reader',
      sourceLetters: () => countLetters(words.join(' ')),
      repairs: [],
      warnings: [],
      pageCount: slides.length,
      blankPages: slides.filter((texts) => texts.length === 0).length,
    };
  },
};

const slideBlocks = (texts: readonly PptText[]): ElementContent[] => {
  const title = texts.find(({ kind }) => kind === 'title');
  const heading = title?.paragraphs.map((paragraph) => paragraph.text).join(' ') ?? '';
  return [
    ...(heading ? [element('h1', [text(heading)])] : []),
    ...texts.filter((each) => each !== title).flatMap(textBlocks),
  ];
};

/** Runs of items are lists; what stands between them are paragraphs. */
const textBlocks = ({ paragraphs }: PptText): ElementContent[] => {
  const blocks: ElementContent[] = [];
  let items: FlatItem[] = [];
  for (const { text: words, level, isItem } of paragraphs) {
    if (isItem) items.push({ level, isOrdered: false, children: [text(words)] });
    else {
      blocks.push(...nestList(items), element('p', [text(words)]));
      items = [];
    }
  }
  return [...blocks, ...nestList(items)];
};
