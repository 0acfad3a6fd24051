import { RejectedSource } from '../conversion.ts';

/** Compound File Binary ([MS-CFB] 2.2 and 2.6): the container of Office 97 files and of encrypted newer ones. */
const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const endOfChain = 0xfffffffe;
const maxRegular = 0xfffffffa;
const miniSectorBytes = 64;

export const isCompoundFile = (bytes: Uint8Array): boolean =>
  bytes.length >= 512 && signature.every((byte, index) => bytes[index] === byte);

export interface CompoundFile {
  readonly names: ReadonlySet<string>;
  /** The bytes of a stream; null where there is none of that name. */
  stream(name: string): Uint8Array | null;
}

interface Entry {
  readonly start: number;
  readonly size: number;
  readonly isRoot: boolean;
}

export const openCompoundFile = (bytes: Uint8Array, fileName: string): CompoundFile => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorBytes = 1 << view.getUint16(30, true);
  if (sectorBytes !== 512 && sectorBytes !== 4096) throw damaged(fileName);
  const sector = (id: number): Uint8Array => bytes.subarray((id + 1) * sectorBytes, (id + 2) * sectorBytes);
  const wordsOf = (id: number): number[] => {
    const part = sector(id);
    const words = new DataView(part.buffer, part.byteOffset, part.byteLength);
    return Array.from({ length: part.byteLength >> 2 }, (_, index) => words.getUint32(index * 4, true));
  };

  const fatSectors = Array.from({ length: 109 }, (_, index) => view.getUint32(76 + index * 4, true));
  const seen = new Set<number>();
  for (let next = view.getUint32(68, true); next < maxRegular && !seen.has(next); ) {
    seen.add(next);
    const words = wordsOf(next);
    next = words.pop() ?? endOfChain;
    fatSectors.push(...words);
  }
  const fat = fatSectors.filter((id) => id < maxRegular).flatMap(wordsOf);

  const chain = (start: number, table: readonly number[]): number[] => {
    const ids: number[] = [];
    for (let id = start; id < maxRegular && ids.length <= table.length; id = table[id] ?? endOfChain)
      ids.push(id);
    if (ids.length > table.length) throw damaged(fileName);
    return ids;
  };
  const join = (start: number): Uint8Array => Buffer.concat(chain(start, fat).map(sector));

  const entries = readEntries(join(view.getUint32(48, true)));
  const miniFat = chain(view.getUint32(60, true), fat).flatMap(wordsOf);
  const rootEntry = [...entries.values()].find((entry) => entry.isRoot);
  if (!rootEntry) throw damaged(fileName);
  const mini = join(rootEntry.start);

  return {
    names: new Set(entries.keys()),
    stream(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      if (entry.size >= view.getUint32(56, true)) return join(entry.start).subarray(0, entry.size);
      const pieces = chain(entry.start, miniFat).map((id) =>
        mini.subarray(id * miniSectorBytes, (id + 1) * miniSectorBytes),
      );
      return Buffer.concat(pieces).subarray(0, entry.size);
    },
  };
};

const damaged = (fileName: string): RejectedSource =>
  new RejectedSource('corrupt', `${fileName}: the container of the Office file is damaged; upload it again.`);

const readEntries = (directory: Uint8Array): Map<string, Entry> => {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const utf16 = new TextDecoder('utf-16le');
  const entries = new Map<string, Entry>();
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const nameBytes = view.getUint16(at + 64, true);
    const type = directory[at + 66];
    if (nameBytes < 2 || nameBytes > 64 || type === 0) continue;
    const name = utf16.decode(directory.subarray(at, at + nameBytes - 2));
    if (entries.has(name)) continue;
    entries.set(name, {
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
      isRoot: type === 5,
    });
  }
  return entries;
};
