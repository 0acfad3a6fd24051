import type { Source } from '../conversion.ts';
import { damaged } from './check-size.ts';

/** The tags of one picture by number (TIFF 6.0, section 8), of those kinds that say how its pixels are stored. */
export type TiffDirectory = ReadonlyMap<number, readonly number[]>;

const bytesOf: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 7: 1 };
/** Of strips, and of the colours of a palette. */
const maxValues = 200_000;

/** Walks the directories of a TIFF, each of which describes a picture. Throws `RejectedSource`. */
export const tiffDirectories = ({ bytes, fileName }: Source): TiffDirectory[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  try {
    for (let at = view.getUint32(4, isLittle); at !== 0; ) {
      if (seen.has(at)) throw damaged(fileName, 'its directories run in a circle');
      seen.add(at);
      const count = view.getUint16(at, isLittle);
      const entries = Array.from({ length: count }, (_, index) => at + 2 + index * 12);
      directories.push(new Map(entries.flatMap((entry) => entryAt(view, entry, isLittle))));
      at = view.getUint32(at + 2 + count * 12, isLittle);
    }
  } catch (error) {
    if (error instanceof RangeError) throw damaged(fileName, 'its directory points outside of the file');
    throw error;
  }
  return directories;
};

const entryAt = (view: DataView, at: number, isLittle: boolean): [number, number[]][] => {
  const type = view.getUint16(at + 2, isLittle);
  const count = view.getUint32(at + 4, isLittle);
  const size = bytesOf[type];
  if (size === undefined || count > maxValues) return [];
  const from = count * size <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
  const values = Array.from({ length: count }, (_, index) => {
    const place = from + index * size;
    if (size === 1) return view.getUint8(place);
    return size === 2 ? view.getUint16(place, isLittle) : view.getUint32(place, isLittle);
  });
  return [[view.getUint16(at, isLittle), values]];
};
