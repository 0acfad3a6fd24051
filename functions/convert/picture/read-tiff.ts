import utif, { type IFD } from 'utif2';
import type { PageImage } from '#shared/ports/page-reader.ts';
import { RejectedSource, type Source } from '../conversion.ts';
import { checkSize, damaged } from './check-size.ts';
import { type TiffDirectory, tiffDirectories } from './tiff-directories.ts';
import { toGrey } from './to-grey.ts';

const maxPages = 1000;
/** TIFF 6.0: none, CCITT 1D, fax groups 3 and 4, LZW, JPEG, deflate under two numbers, PackBits. */
const compressions = [1, 2, 3, 4, 5, 7, 8, 32946, 32773];
/** Photometric interpretation 5, which the decoder would take a browser for. */
const isForPrint = (directory: TiffDirectory): boolean => directory.get(262)?.[0] === 5;
const isReduced = (directory: TiffDirectory): boolean => ((directory.get(254)?.[0] ?? 0) & 1) === 1;

/** The pages of a TIFF one after the other, thumbnails left out. Throws `RejectedSource`. */
export function* readTiff(source: Source): Generator<PageImage> {
  const { fileName } = source;
  const pages = tiffDirectories(source).filter((each) => each.has(256) && !isReduced(each));
  if (pages.length === 0) throw damaged(fileName, 'it holds no picture');
  if (pages.length > maxPages)
    throw new RejectedSource('too-large', `${fileName}: it has more than ${maxPages} pages; split it.`);
  for (const page of pages) yield readPage(source, page);
}

const readPage = ({ bytes, fileName }: Source, directory: TiffDirectory): PageImage => {
  const [width = 0, height = 0] = [directory.get(256)?.[0], directory.get(257)?.[0]];
  checkSize(fileName, width, height);
  requireReadable(fileName, directory);
  requireWhole(fileName, directory, bytes.length);
  const picture = Object.fromEntries([...directory].map(([tag, values]) => [`t${tag}`, values])) as IFD;
  // The decoder looks at the whole of the memory behind a view.
  const file = bytes.slice().buffer;
  try {
    utif.decodeImage(file, picture);
    return { width, height, grey: toGrey({ width, height, channels: 4, data: utif.toRGBA8(picture) }) };
  } catch (error) {
    throw damaged(fileName, String(error));
  }
};

const requireReadable = (fileName: string, directory: TiffDirectory): void => {
  const compression = directory.get(259)?.[0] ?? 1;
  const isSplit = directory.get(284)?.[0] === 2 && (directory.get(277)?.[0] ?? 1) > 1;
  const refuse = (problem: string): never => {
    throw new RejectedSource('unsupported', `${fileName}: its picture ${problem}; save it as PNG or PDF.`);
  };
  if (directory.has(322)) refuse('is stored in tiles');
  if (isSplit) refuse('is stored colour by colour');
  if (isForPrint(directory)) refuse('is in the colours of print');
  if (!compressions.includes(compression))
    refuse(`is compressed in a way that is not taken (${compression})`);
};

const requireWhole = (fileName: string, directory: TiffDirectory, length: number): void => {
  const [starts = [], sizes = []] = [directory.get(273), directory.get(279)];
  const isWhole =
    starts.length > 0 &&
    starts.length === sizes.length &&
    starts.every((start, index) => start + (sizes[index] ?? 0) <= length);
  if (!isWhole) throw damaged(fileName, 'parts of it are missing');
};
