import type { WordFile } from './word-file.ts';

/** A style as the file keeps it: what differs from the style that it is based on. */
export interface StoredStyle {
  readonly name: string;
  readonly kind: 'paragraph' | 'character' | 'other';
  readonly base: number | null;
  /** Of its paragraphs, or of its characters where it is a style of characters. */
  readonly modifiers: Uint8Array;
}

const styleSheet = 1;
const noBase = 0xfff;
const kinds = ['other', 'paragraph', 'character'] as const;

/** The styles of a file by number ([MS-DOC] 2.9.271). */
export const readStyleSheet = (file: WordFile): StoredStyle[] => {
  const bytes = file.structure(styleSheet);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const styles: StoredStyle[] = [];
  if (bytes.length <= 8) return styles;
  const fixedBytes = view.getUint16(4, true);
  let at = 2 + view.getUint16(0, true);
  while (at + 2 <= bytes.length) {
    const size = view.getUint16(at, true);
    styles.push(readStyle(view, at + 2, size, fixedBytes));
    at += 2 + size + (size & 1);
  }
  return styles;
};

/** Built-in styles are known by number in every language ([MS-DOC] 2.9.260): 1 to 9 are headings, 62 is the title. */
const builtInName = (identifier: number, name: string): string =>
  identifier >= 1 && identifier <= 9 ? `heading ${identifier}` : identifier === 62 ? 'Title' : name;

const readStyle = (view: DataView, at: number, size: number, fixedBytes: number): StoredStyle => {
  const none: StoredStyle = { name: '', kind: 'other', base: null, modifiers: new Uint8Array() };
  if (size < fixedBytes + 2 || at + size > view.byteLength) return none;
  const identifier = view.getUint16(at, true) & 0xfff;
  const kind = kinds[view.getUint16(at + 2, true) & 0xf] ?? 'other';
  const base = view.getUint16(at + 2, true) >> 4;
  const nameLength = view.getUint16(at + fixedBytes, true);
  const nameAt = at + fixedBytes + 2;
  if (nameAt + nameLength * 2 > at + size) return none;
  const bytesAt = (from: number, length: number) =>
    new Uint8Array(view.buffer, view.byteOffset + from, length);
  const stored = new TextDecoder('utf-16le').decode(bytesAt(nameAt, nameLength * 2));
  const style = { ...none, kind, name: builtInName(identifier, stored), base: base === noBase ? null : base };
  const modifiersAt = nameAt + nameLength * 2 + 2;
  if (kind === 'other' || modifiersAt + 2 > at + size) return style;
  const length = Math.min(view.getUint16(modifiersAt, true), at + size - modifiersAt - 2);
  // Those of a paragraph begin with the number of the style itself.
  const numberBytes = kind === 'paragraph' ? 2 : 0;
  return { ...style, modifiers: bytesAt(modifiersAt + 2 + numberBytes, Math.max(0, length - numberBytes)) };
};
