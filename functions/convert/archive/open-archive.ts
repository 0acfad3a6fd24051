import { inflateRawSync } from 'node:zlib';
import { RejectedSource } from '../conversion.ts';

/** What an archive may hold. Sizes are enforced while inflating: what an archive declares of itself may be a lie. */
export interface ArchiveLimits {
  readonly maxEntries: number;
  readonly maxInflatedBytes: number;
}

export const defaultArchiveLimits: ArchiveLimits = {
  maxEntries: 20_000,
  maxInflatedBytes: 400 * 1024 * 1024,
};

/** A zip archive in memory. Nothing is ever written to disk, so an entry's name is only a name. */
export interface Archive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The inflated entry; null where there is none. Throws `RejectedSource` past the limits or where it is damaged. */
  read(name: string): Uint8Array | null;
}

interface Entry {
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly compressedBytes: number;
  /** What the archive says; only a hint for how much room to make. */
  readonly declaredBytes: number;
  readonly headerOffset: number;
}

/** APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Zip64 is not taken: its documents are past our limits. */
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const minChunkBytes = 1024;

export const openArchive = (bytes: Uint8Array, fileName: string, limits = defaultArchiveLimits): Archive => {
  const corrupt = (what: string) =>
    new RejectedSource(
      'corrupt',
      `${fileName}: ${what}; the file is damaged or was cut short, so upload it again.`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(view, bytes, corrupt);
  if (entries.size > limits.maxEntries) {
    throw new RejectedSource(
      'too-large',
      `${fileName}: the archive holds ${entries.size} entries and ${limits.maxEntries} are taken; split the document.`,
    );
  }
  let inflated = 0;
  /** An entry may be named after a person, or by one. */
  const numbered = (name: string): string => `file ${[...entries.keys()].indexOf(name) + 1} inside`;

  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      if (entry.isEncrypted) {
        throw new RejectedSource(
          'encrypted',
          `${fileName}: ${numbered(name)} is encrypted; save it without a password and upload it again.`,
        );
      }
      const start = entry.headerOffset + 30;
      if (start > bytes.length) throw corrupt(`${numbered(name)} lies past its end`);
      const from = start + view.getUint16(start - 4, true) + view.getUint16(start - 2, true);
      const packed = bytes.subarray(from, from + entry.compressedBytes);
      const content = entry.method === 0 ? packed : inflate(packed, entry.declaredBytes, name);
      inflated += content.length;
      if (inflated > limits.maxInflatedBytes) throw tooLarge();
      return content;
    },
  };

  /** A chunk that holds all of an honest entry spares the copy that joins chunks. */
  function inflate(packed: Uint8Array, declaredBytes: number, name: string): Uint8Array {
    const maxOutputLength = Math.max(1, limits.maxInflatedBytes - inflated);
    const chunkSize = Math.max(minChunkBytes, Math.min(declaredBytes + 1, maxOutputLength));
    try {
      return inflateRawSync(packed, { maxOutputLength, chunkSize });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
      throw corrupt(`${numbered(name)} cannot be inflated`);
    }
  }

  function tooLarge(): RejectedSource {
    const megabytes = Math.round(limits.maxInflatedBytes / 1024 / 1024);
    return new RejectedSource(
      'too-large',
      `${fileName}: it inflates to more than ${megabytes} MB; split the document.`,
    );
  }
};

const readDirectory = (
  view: DataView,
  bytes: Uint8Array,
  corrupt: (what: string) => Error,
): Map<string, Entry> => {
  const end = findEnd(view);
  if (end < 0) throw corrupt('the archive has no directory at its end');
  const entries = new Map<string, Entry>();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const utf8 = new TextDecoder();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) {
      throw corrupt('the directory of the archive is damaged');
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = utf8.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/');
    entries.set(name, {
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      compressedBytes: view.getUint32(at + 20, true),
      declaredBytes: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
};

const findEnd = (view: DataView): number => {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return -1;
};
