import type { Reader, Source } from '../conversion.ts';
import { type EncodedPicture, greyPicture, type PicturePage, picturePdf } from '../ocr/picture-pdf.ts';
import { readJpeg } from '../picture/read-jpeg.ts';
import { readPng } from '../picture/read-png.ts';
import { readTiff } from '../picture/read-tiff.ts';
import { pdfReader } from './pdf.ts';

/** The width of A4, in points; what a picture says of its own resolution is seldom true. */
const shortSide = 595;
/** Of a page in PDF (ISO 32000-1, annex C). */
const maxSide = 14_400;

/** A picture is taken for a page that was scanned, and goes the way of every scan. */
const pictureReader = (pages: (source: Source) => Iterable<EncodedPicture>): Reader => ({
  maxBytes: 128 * 1024 * 1024,
  read: (source) => pdfReader.read({ ...source, bytes: picturePdf([...pages(source)].map(pageOf)) }),
});

const pageOf = (picture: EncodedPicture): PicturePage => {
  const { width, height } = picture;
  const scale = Math.min(shortSide / Math.min(width, height), maxSide / Math.max(width, height));
  return { picture, width: Math.max(1, width * scale), height: Math.max(1, height * scale) };
};

export const pngReader = pictureReader((source) => [greyPicture(readPng(source))]);
export const jpegReader = pictureReader((source) => [readJpeg(source)]);
export const tiffReader = pictureReader(function* (source) {
  for (const page of readTiff(source)) yield greyPicture(page);
});
