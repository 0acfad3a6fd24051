import { constants, inflateSync } from 'node:zlib';

export type StreamFilter = 'flate' | 'lzw' | 'run-length' | 'ascii85' | 'hex';

/** The names of filters and their abbreviations (ISO 32000-1, tables 6 and 94); those of pictures are not among them. */
const names = new Map<string, StreamFilter>([
  ['FlateDecode', 'flate'],
  ['Fl', 'flate'],
  ['LZWDecode', 'lzw'],
  ['LZW', 'lzw'],
  ['RunLengthDecode', 'run-length'],
  ['RL', 'run-length'],
  ['ASCII85Decode', 'ascii85'],
  ['A85', 'ascii85'],
  ['ASCIIHexDecode', 'hex'],
  ['AHx', 'hex'],
]);

export const streamFilter = (name: string): StreamFilter | undefined => names.get(name);

/** How many bytes a stream becomes, or any number above the limit as soon as it is past it. Damaged data count as far as they go. */
export const expandedBytes = (
  packed: Uint8Array,
  filters: readonly StreamFilter[],
  limit: number,
): number => {
  let data = packed;
  for (const filter of filters) {
    if (filter === 'lzw') return lzwBytes(data);
    if (filter === 'run-length') return runLengthBytes(data);
    if (filter === 'flate') {
      const inflated = inflate(data, limit);
      if (inflated === null) return limit + 1;
      data = inflated;
    } else data = filter === 'hex' ? fromHex(data) : fromAscii85(data);
  }
  return data.length;
};

const inflate = (packed: Uint8Array, limit: number): Uint8Array | null => {
  if (packed.length === 0) return packed;
  try {
    return inflateSync(packed, {
      maxOutputLength: Math.max(1, limit),
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? null : new Uint8Array();
  }
};

const fromHex = (data: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(data)
      .toString('latin1')
      .replace(/[^0-9a-f]/gi, ''),
    'hex',
  );

/** Five digits of base 85 are four bytes, and `z` is four zeros (ISO 32000-1, 7.4.3). */
const fromAscii85 = (data: Uint8Array): Uint8Array => {
  const bytes: number[] = [];
  let digits: number[] = [];
  const flush = (count: number): void => {
    const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let byte = 0; byte < count; byte += 1) bytes.push((value / 256 ** (3 - byte)) & 255);
    digits = [];
  };
  for (const code of data) {
    if (code === 0x7e) break;
    if (code === 0x7a && digits.length === 0) bytes.push(0, 0, 0, 0);
    else if (code >= 33 && code <= 117) digits.push(code - 33);
    if (digits.length === 5) flush(4);
  }
  if (digits.length > 1) {
    const count = digits.length - 1;
    while (digits.length < 5) digits.push(84);
    flush(count);
  }
  return Uint8Array.from(bytes);
};

/** A length below 128 copies that many bytes and one, above 128 repeats the next byte (ISO 32000-1, 7.4.5). */
const runLengthBytes = (data: Uint8Array): number => {
  let total = 0;
  for (let at = 0; at < data.length && data[at] !== 128; ) {
    const length = data[at] ?? 128;
    total += length < 128 ? length + 1 : 257 - length;
    at += length < 128 ? length + 2 : 2;
  }
  return total;
};

const clear = 256;
const endOfData = 257;
const maxCodes = 4096;

/** Counts what LZW codes of growing width stand for, without making it (ISO 32000-1, 7.4.4, early change). */
const lzwBytes = (data: Uint8Array): number => {
  const lengths = new Uint16Array(maxCodes);
  let total = 0;
  let next = 258;
  let previous = 0;
  let bits = 0;
  let held = 0;
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xfffff;
    held += 8;
    const width = next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
    if (held < width) continue;
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === endOfData) break;
    if (code === clear) {
      next = 258;
      previous = 0;
      continue;
    }
    const length = code < clear ? 1 : code < next ? (lengths[code] ?? 0) : previous + 1;
    total += length;
    if (previous > 0 && next < maxCodes) {
      lengths[next] = previous + 1;
      next += 1;
    }
    previous = length;
  }
  return total;
};
