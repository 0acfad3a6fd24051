import type { ParsedPage, TextItem } from '@llamaindex/liteparse-wasm';
import type { PageWord, Rotation } from '#shared/domain/page-reading.ts';
import type { PageImage } from '#shared/ports/page-reader.ts';
import { evenLines } from './even-lines.ts';

/** The page as if the words that were read in its picture had been its text, upright, so that it is laid out like any other. */
export const pageOfWords = (
  page: ParsedPage,
  image: Pick<PageImage, 'width'>,
  { words, rotation }: { words: readonly PageWord[]; rotation: Rotation },
): ParsedPage => {
  const pointsPerPixel = page.width / image.width;
  const isOnItsSide = rotation === 90 || rotation === 270;
  const { vectorGraphics, ...rest } = page;
  return {
    ...rest,
    width: isOnItsSide ? page.height : page.width,
    height: isOnItsSide ? page.width : page.height,
    // Rules that were drawn, as in a form over a scan, stand where they stood.
    ...(rotation === 0 && vectorGraphics && { vectorGraphics }),
    annotations: [],
    text: words.map(({ text }) => text).join(' '),
    textItems: evenLines(words).map((word) => textItem(word, pointsPerPixel)),
  };
};

const textItem = (
  { text, left, top, right, bottom, confidence }: PageWord,
  pointsPerPixel: number,
): TextItem => ({
  text,
  x: left * pointsPerPixel,
  y: top * pointsPerPixel,
  width: (right - left) * pointsPerPixel,
  height: (bottom - top) * pointsPerPixel,
  fontName: 'OCR',
  fontSize: (bottom - top) * pointsPerPixel,
  confidence,
  rotation: 0,
});
