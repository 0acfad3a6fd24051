import type { LiteParseInit, ParsedPage, ParseResult } from '@llamaindex/liteparse-wasm';
import type { PageImage } from '#shared/ports/page-reader.ts';
import { pagePicture } from '../ocr/page-picture.ts';
import { pdfParser } from './pdf-engine.ts';

interface OpenPdf {
  readonly bytes: Uint8Array;
  readonly password?: string | undefined;
}

const dotsPerInch = 200;
/** An A3 page at full resolution; a larger one is drawn coarser. */
const maxPixels = 8_000_000;

/** A page as a picture, with all that is on it; undefined for one on which the engine finds nothing to draw. */
export const drawPage = async (pdf: OpenPdf, page: ParsedPage): Promise<PageImage | undefined> => {
  let png: Uint8Array | undefined;
  // The engine gives its own OCR the bytes of a picture, and everybody else an array of numbers, eight times as large.
  const recognize = async (drawn: Uint8Array) => {
    png = drawn;
    return [];
  };
  await parsePage(pdf, page, { ocrEnabled: true, ocrEngine: { recognize } });
  if (png) return pagePicture(png);
  const { screenshots } = await parsePage(pdf, page, { extractScreenshots: true });
  return screenshots[0] && pagePicture(Uint8Array.from(screenshots[0].imageBytes));
};

const parsePage = async (
  { bytes, password }: OpenPdf,
  { pageNum, width, height }: ParsedPage,
  settings: LiteParseInit,
): Promise<ParseResult> => {
  const parser = await pdfParser({
    ...settings,
    dpi: Math.min(dotsPerInch, Math.floor(72 * Math.sqrt(maxPixels / (width * height)))),
    targetPages: String(pageNum),
    ...(password === undefined ? {} : { password }),
  });
  try {
    return await parser.parse(bytes);
  } finally {
    parser.free();
  }
};
