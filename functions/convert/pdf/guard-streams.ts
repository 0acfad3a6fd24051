import { RejectedSource } from '../conversion.ts';
import { expandedBytes, type StreamFilter, streamFilter } from './stream-filters.ts';

const maxInflatedBytes = 512 * 1024 * 1024;
/** No filter makes more than this of a byte: LZW with its longest strings, and deflate somewhat less (RFC 1951). */
const maxRatio = 1365;
const dictionaryBytes = 16 * 1024;
const compressing: readonly StreamFilter[] = ['flate', 'lzw', 'run-length'];

/**
 * The engine unpacks a page's streams in memory without a limit, so a bomb is looked for first, filter by filter, because
 * filters may stand one behind the other.
 */
export const guardStreams = (bytes: Uint8Array, fileName: string): void => {
  const isSmall = bytes.length * maxRatio < maxInflatedBytes;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = maxInflatedBytes;
  for (let at = buffer.indexOf('stream'); at >= 0; ) {
    const end = buffer.indexOf('endstream', at);
    if (end < 0) return;
    const dictionary = dictionaryBefore(buffer, at);
    const filters = filtersOf(dictionary);
    const stages = filters.filter((filter) => compressing.includes(filter)).length;
    if (stages > 1 || (stages === 1 && !isSmall)) {
      const packed = buffer.subarray(at + 6 + (buffer[at + 6] === 13 ? 2 : 1), end);
      // Pictures are not unpacked all at once, and one that calls itself a picture may be a page.
      const isPicture = /\/Image\b/.test(dictionary);
      const isHarmless = isPicture && stages === 1 && packed.length * maxRatio < maxInflatedBytes;
      const expanded = isHarmless ? 0 : expandedBytes(packed, filters, isPicture ? maxInflatedBytes : left);
      if (!isPicture) left -= expanded;
      if (left < 0 || expanded > maxInflatedBytes) throw tooLarge(fileName);
    }
    at = buffer.indexOf('stream', end + 9);
  }
};

/** What stands between the object's begin and its stream. */
const dictionaryBefore = (buffer: Buffer, at: number): string => {
  const window = buffer.toString('latin1', Math.max(0, at - dictionaryBytes), at);
  return window.slice(window.lastIndexOf(' obj') + 1);
};

/** In the order in which they are taken off (ISO 32000-1, 7.4.1). */
const filtersOf = (dictionary: string): StreamFilter[] =>
  (dictionary.match(/\/\w+/g) ?? []).flatMap((name) => streamFilter(name.slice(1)) ?? []);

const tooLarge = (fileName: string): RejectedSource =>
  new RejectedSource(
    'too-large',
    `${fileName}: its pages inflate to more than ${maxInflatedBytes / 1024 / 1024} MB; print it to a new PDF.`,
  );
