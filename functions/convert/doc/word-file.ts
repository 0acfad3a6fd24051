import { openCompoundFile } from '../cfb/compound-file.ts';
import { RejectedSource, type Source } from '../conversion.ts';
import { decodeWindows1252 } from '../text/decode-windows-1252.ts';

/** The streams of a Word 97 file, and the text that its pieces make. */
export interface WordFile {
  readonly main: Uint8Array;
  readonly table: Uint8Array;
  /** A structure of the table stream by its place in `FibRgFcLcb97` ([MS-DOC] 2.5.6). */
  structure(index: number): Uint8Array;
  /** How many characters the body, the notes, the headers, the comments, the end notes and the text boxes have. */
  readonly lengths: Readonly<
    Record<'body' | 'notes' | 'headers' | 'comments' | 'endNotes' | 'boxes', number>
  >;
  readonly text: string;
  /** The byte of the main stream at which a character is stored. */
  byteOf(position: number): number;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  readonly width: 1 | 2;
}

const wordSignature = 0xa5ec;
const firstStructure = 154;
const pieceTable = 33;

export const openWordFile = (source: Source): WordFile => {
  const corrupt = (what: string) =>
    new RejectedSource('corrupt', `${source.fileName}: ${what}; open it in Word and save it as docx.`);
  const container = openCompoundFile(source.bytes, source.fileName);
  const main = container.stream('WordDocument') ?? new Uint8Array();
  if (main.length < 512) throw corrupt('the Word stream is cut short');
  const view = new DataView(main.buffer, main.byteOffset, main.byteLength);
  if (view.getUint16(0, true) !== wordSignature || view.getUint16(2, true) < 0xc1) {
    throw new RejectedSource(
      'unsupported',
      `${source.fileName}: it is from Word 95 or before; save it as docx.`,
    );
  }
  const flags = view.getUint16(10, true);
  if (flags & 0x0100) {
    throw new RejectedSource(
      'encrypted',
      `${source.fileName}: the Word file is encrypted; save it without a password and upload it again.`,
    );
  }
  const table = container.stream(flags & 0x0200 ? '1Table' : '0Table');
  if (!table) throw corrupt('its table stream is missing');
  const structure = (index: number): Uint8Array => {
    const at = firstStructure + index * 8;
    const from = view.getUint32(at, true);
    return table.subarray(from, from + view.getUint32(at + 4, true));
  };
  const pieces = readPieces(structure(pieceTable));
  if (pieces.length === 0) throw corrupt('its text cannot be found');
  const wide = new TextDecoder('utf-16le');
  const text = pieces
    .map(({ start, end, offset, width }) => {
      const stored = main.subarray(offset, offset + (end - start) * width);
      return width === 1 ? decodeWindows1252(stored) : wide.decode(stored);
    })
    .join('');
  let last: Piece | undefined;
  return {
    main,
    table,
    structure,
    text,
    lengths: {
      body: view.getUint32(76, true),
      notes: view.getUint32(80, true),
      headers: view.getUint32(84, true),
      comments: view.getUint32(92, true),
      endNotes: view.getUint32(96, true),
      boxes: view.getUint32(100, true),
    },
    byteOf(position) {
      if (!last || position < last.start || position >= last.end) {
        last = pieces.find(({ start, end }) => start <= position && position < end);
      }
      return last ? last.offset + (position - last.start) * last.width : -1;
    },
  };
};

/** [MS-DOC] 2.9.38 and 2.8.35: property changes are skipped, the piece table is read. */
const readPieces = (bytes: Uint8Array): Piece[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length && bytes[at] === 1) at += 3 + view.getUint16(at + 1, true);
  if (at + 5 > bytes.length || bytes[at] !== 2) return [];
  const count = Math.floor((Math.min(view.getUint32(at + 1, true), bytes.length - at - 5) - 4) / 12);
  const positions = at + 5;
  const descriptors = positions + (count + 1) * 4;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const stored = view.getUint32(descriptors + index * 8 + 2, true);
    const isNarrow = (stored & 0x4000_0000) !== 0;
    return {
      start: view.getUint32(positions + index * 4, true),
      end: view.getUint32(positions + index * 4 + 4, true),
      offset: isNarrow ? (stored & 0x3fff_ffff) >> 1 : stored & 0x3fff_ffff,
      width: isNarrow ? 1 : 2,
    };
  });
};
