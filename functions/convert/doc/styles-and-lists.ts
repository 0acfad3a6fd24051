import { modifiersOf, sprm } from './sprm.ts';
import type { WordFile } from './word-file.ts';

export interface DocStyle {
  readonly name: string;
  readonly outlineLevel: number | null;
  readonly list: number | null;
  readonly listLevel: number | null;
  /** In twentieths of a point. */
  readonly indent: number | null;
}

const styleSheet = 1;
const listTable = 73;
const listOverrides = 74;
const fontTable = 15;

/** Built-in styles are known by number in every language ([MS-DOC] 2.9.260): 1 to 9 are headings, 62 is the title. */
const builtInName = (identifier: number, name: string): string =>
  identifier >= 1 && identifier <= 9 ? `heading ${identifier}` : identifier === 62 ? 'Title' : name;

export const readDocStyles = (file: WordFile): ((index: number) => DocStyle) => {
  const bytes = file.structure(styleSheet);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const styles: (DocStyle & { base: number })[] = [];
  if (bytes.length > 8) {
    const fixedBytes = view.getUint16(4, true);
    let at = 2 + view.getUint16(0, true);
    while (at + 2 <= bytes.length) {
      const size = view.getUint16(at, true);
      styles.push(readStyle(view, at + 2, size, fixedBytes));
      at += 2 + size + (size & 1);
    }
  }
  const resolve = (index: number, depth = 0): DocStyle => {
    const style = styles[index];
    if (!style || depth > 20)
      return { name: '', outlineLevel: null, list: null, listLevel: null, indent: null };
    const base = style.base === 0xfff ? null : resolve(style.base, depth + 1);
    return {
      name: /heading \d|title|code|preformatted|verbatim|quot|block text|definition|list (heading|contents)/i.test(
        style.name,
      )
        ? style.name
        : base?.name || style.name,
      outlineLevel: style.outlineLevel ?? base?.outlineLevel ?? null,
      list: style.list ?? base?.list ?? null,
      listLevel: style.listLevel ?? base?.listLevel ?? null,
      indent: style.indent ?? base?.indent ?? null,
    };
  };
  return resolve;
};

const readStyle = (
  view: DataView,
  at: number,
  size: number,
  fixedBytes: number,
): DocStyle & { base: number } => {
  const none = { name: '', outlineLevel: null, list: null, listLevel: null, indent: null, base: 0xfff };
  if (size < fixedBytes + 2 || at + size > view.byteLength) return none;
  const identifier = view.getUint16(at, true) & 0xfff;
  const kind = view.getUint16(at + 2, true) & 0xf;
  const base = view.getUint16(at + 2, true) >> 4;
  const nameLength = view.getUint16(at + fixedBytes, true);
  const nameAt = at + fixedBytes + 2;
  if (nameAt + nameLength * 2 > at + size) return none;
  const stored = new TextDecoder('utf-16le').decode(
    new Uint8Array(view.buffer, view.byteOffset + nameAt, nameLength * 2),
  );
  const name = builtInName(identifier, stored);
  const propertiesAt = nameAt + nameLength * 2 + 2;
  if (kind !== 1 || propertiesAt + 4 > at + size) return { ...none, name, base };
  const length = Math.min(view.getUint16(propertiesAt, true), at + size - propertiesAt - 2);
  const modifiers = new Uint8Array(view.buffer, view.byteOffset + propertiesAt + 4, Math.max(0, length - 2));
  return { ...none, ...paragraphModifiers(modifiers), name, base };
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
    if (/courier|consolas|mono|menlo/i.test(name.split('\0')[0] ?? '')) found.add(index);
    at += 1 + size;
  }
  return found;
};
