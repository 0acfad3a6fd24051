import { isTypewriterFace } from '../typewriter-face.ts';
import { modifiersOf, sprm } from './sprm.ts';
import type { StoredStyle } from './style-sheet.ts';
import type { WordFile } from './word-file.ts';

export interface DocStyle {
  readonly name: string;
  readonly outlineLevel: number | null;
  readonly list: number | null;
  readonly listLevel: number | null;
  /** In twentieths of a point. */
  readonly indent: number | null;
}

const listTable = 73;
const listOverrides = 74;
const fontTable = 15;

/** What the paragraph styles say, each with what it inherits. */
export const paragraphStyles = (sheet: readonly StoredStyle[]): ((index: number) => DocStyle) => {
  const none = { name: '', outlineLevel: null, list: null, listLevel: null, indent: null };
  const resolve = (index: number, depth = 0): DocStyle => {
    const style = sheet[index];
    if (!style || depth > 20) return none;
    const base = style.base === null ? none : resolve(style.base, depth + 1);
    const own = style.kind === 'paragraph' ? paragraphModifiers(style.modifiers) : {};
    return {
      name: /heading \d|title|code|preformatted|verbatim|quot|block text|definition|list (heading|contents)/i.test(
        style.name,
      )
        ? style.name
        : base.name || style.name,
      outlineLevel: own.outlineLevel ?? base.outlineLevel,
      list: own.list ?? base.list,
      listLevel: own.listLevel ?? base.listLevel,
      indent: own.indent ?? base.indent,
    };
  };
  return resolve;
};

export const paragraphModifiers = (modifiers: Uint8Array) => {
  const found: { outlineLevel?: number; list?: number; listLevel?: number; indent?: number } = {};
  for (const { code, operand } of modifiersOf(modifiers)) {
    if (code === sprm.outlineLevel) found.outlineLevel = operand.getUint8(0);
    else if (code === sprm.list) found.list = operand.getInt16(0, true);
    else if (code === sprm.listLevel) found.listLevel = operand.getUint8(0);
    else if (code === sprm.indent || code === sprm.indentOf97) found.indent = operand.getInt16(0, true);
  }
  return found;
};

export interface DocListLevel {
  /** Lists that count together have the same. */
  readonly counter: string;
  readonly isOrdered: boolean;
  readonly start: number;
  readonly indent: number;
}

const bullet = 23;
const noNumber = 255;

/** The levels of each list by the one-based number that paragraphs refer to ([MS-DOC] 2.9.131 for the override, 2.9.150 for the level). */
export const readDocLists = (file: WordFile): ((list: number, level: number) => DocListLevel | null) => {
  const definitions = new Map<number, Omit<DocListLevel, 'counter'>[]>();
  const head = file.structure(listTable);
  const headView = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const count = head.length >= 2 ? headView.getInt16(0, true) : 0;
  const table = new DataView(file.table.buffer, file.table.byteOffset, file.table.byteLength);
  let at = head.byteOffset - file.table.byteOffset + head.length;
  for (let index = 0; index < count && 2 + (index + 1) * 28 <= head.length; index += 1) {
    const isSimple = ((head[2 + index * 28 + 26] ?? 0) & 1) === 1;
    const levels: Omit<DocListLevel, 'counter'>[] = [];
    for (let level = 0; level < (isSimple ? 1 : 9) && at + 28 <= table.byteLength; level += 1) {
      const format = table.getUint8(at + 4);
      const lengths = [table.getUint8(at + 25), table.getUint8(at + 24)] as const;
      const { indent = 0 } = paragraphModifiers(file.table.subarray(at + 28, at + 28 + lengths[0]));
      levels.push({
        isOrdered: format !== bullet && format !== noNumber,
        start: table.getInt32(at, true),
        indent,
      });
      at += 28 + lengths[0] + lengths[1];
      if (at + 2 > table.byteLength) break;
      at += 2 + table.getUint16(at, true) * 2;
    }
    definitions.set(headView.getInt32(2 + index * 28, true), levels);
  }
  const overrides = file.structure(listOverrides);
  const overrideView = new DataView(overrides.buffer, overrides.byteOffset, overrides.byteLength);
  return (list, level) => {
    const offset = 4 + (list - 1) * 16;
    if (list < 1 || offset + 4 > overrides.length) return null;
    const definition = overrideView.getInt32(offset, true);
    const startsAnew = (overrides[offset + 12] ?? 0) > 0;
    const levels = definitions.get(definition);
    const found = levels?.[level] ?? levels?.[0];
    return found ? { ...found, counter: startsAnew ? `override ${list}` : `list ${definition}` } : null;
  };
};

/** Which fonts, by number, are typewriter faces ([MS-DOC] 2.9.286 and 2.9.82). */
export const readMonospacedFonts = (file: WordFile): Set<number> => {
  const bytes = file.structure(fontTable);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set<number>();
  for (let at = 4, index = 0; at < bytes.length; index += 1) {
    const size = view.getUint8(at);
    const name = new TextDecoder('utf-16le').decode(
      bytes.subarray(at + 40, Math.max(at + 40, at + 1 + size)),
    );
    if (isTypewriterFace(name.split('\0')[0] ?? '')) found.add(index);
    at += 1 + size;
  }
  return found;
};
