import { convertIndexedToRgb, type DecodedPng, decode } from 'fast-png';
import type { PageImage } from '#shared/ports/page-reader.ts';
import type { Source } from '../conversion.ts';
import { checkSize, damaged } from './check-size.ts';
import { toGrey } from './to-grey.ts';

const headerBytes = 33;

/** A PNG of any kind as a picture in grey. Throws `RejectedSource`. */
export const readPng = ({ bytes, fileName }: Source): PageImage => {
  if (bytes.length < headerBytes) throw damaged(fileName, 'its header is missing');
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  checkSize(fileName, header.getUint32(16), header.getUint32(20));
  try {
    const png = decode(bytes);
    return { width: png.width, height: png.height, grey: greyOf(png) };
  } catch (error) {
    throw damaged(fileName, (error as Error).message);
  }
};

const greyOf = (png: DecodedPng): Uint8Array => {
  const { width, height, channels, depth, palette } = png;
  if (palette)
    return toGrey({ width, height, channels: palette[0]?.length ?? 3, data: convertIndexedToRgb(png) });
  if (depth < 8) return unpackLevels(png);
  return toGrey({ width, height, channels, data: png.data, white: 2 ** depth - 1 });
};

/** Several pixels in a byte, each line from a new byte on: https://www.w3.org/TR/png-3/#7Scanline */
const unpackLevels = ({ width, height, depth, data }: DecodedPng): Uint8Array => {
  const white = 2 ** depth - 1;
  const bytesPerLine = Math.ceil((width * depth) / 8);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const bit = x * depth;
      const byte = data[y * bytesPerLine + (bit >> 3)] as number;
      grey[y * width + x] = (((byte >> (8 - depth - (bit & 7))) & white) * 255) / white;
    }
  return grey;
};
