import { constants, inflateSync } from 'node:zlib';
import { RejectedSource } from '../conversion.ts';

const maxInflatedBytes = 512 * 1024 * 1024;
/** Deflate makes no more than this of a byte (RFC 1951). */
const maxRatio = 1032;
const dictionaryBytes = 1024;

/**
 * The engine inflates a page's streams in memory without a limit, so a bomb is looked for first. Pictures are left out:
 * they are not drawn, and a small file cannot reach the limit at all.
 */
export const guardStreams = (bytes: Uint8Array, fileName: string): void => {
  if (bytes.length * maxRatio < maxInflatedBytes) return;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = maxInflatedBytes;
  for (let at = buffer.indexOf('stream'); at >= 0; ) {
    const end = buffer.indexOf('endstream', at);
    if (end < 0) return;
    const dictionary = buffer.toString('latin1', Math.max(0, at - dictionaryBytes), at);
    const own = dictionary.slice(dictionary.lastIndexOf(' obj') + 1);
    if (/\/(FlateDecode|Fl)\b/.test(own) && !/\/Image\b/.test(own)) {
      const from = at + 6 + (buffer[at + 6] === 13 ? 2 : 1);
      left -= inflatedBytes(buffer.subarray(from, end), left, fileName);
    }
    at = buffer.indexOf('stream', end + 9);
  }
};

const inflatedBytes = (packed: Uint8Array, left: number, fileName: string): number => {
  if (packed.length === 0) return 0;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, left), finishFlush: constants.Z_SYNC_FLUSH })
      .length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return 0;
    throw new RejectedSource(
      'too-large',
      `${fileName}: its pages inflate to more than ${maxInflatedBytes / 1024 / 1024} MB; print it to a new PDF.`,
    );
  }
};
