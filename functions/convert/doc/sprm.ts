/** A property modifier of [MS-DOC] 2.6: what it sets, and to what. */
export interface Modifier {
  readonly code: number;
  readonly operand: DataView;
}

/** Operand sizes by the three highest bits of a modifier ([MS-DOC] 2.2.5.1); 6 has its size in front. */
const operandBytes = [1, 1, 2, 4, 2, 2, 0, 3];
const tableDefinition = 0xd608;

export function* modifiersOf(bytes: Uint8Array): Generator<Modifier> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 3 <= bytes.length; ) {
    const code = view.getUint16(at, true);
    at += 2;
    let size = operandBytes[code >> 13] ?? 1;
    if (code === tableDefinition) {
      if (at + 2 > bytes.length) return;
      size = view.getUint16(at, true) - 1;
      at += 2;
    } else if (code >> 13 === 6) {
      size = view.getUint8(at);
      at += 1;
    }
    if (size < 0 || at + size > bytes.length) return;
    yield { code, operand: new DataView(bytes.buffer, bytes.byteOffset + at, size) };
    at += size;
  }
}

export const sprm = {
  paragraphStyle: 0x4600,
  inTable: 0x2416,
  rowEnd: 0x2417,
  listLevel: 0x260a,
  indent: 0x845e,
  indentOf97: 0x840f,
  list: 0x460b,
  outlineLevel: 0x2640,
  tableDefinition,
  bold: 0x0835,
  italic: 0x0836,
  strike: 0x0837,
  hidden: 0x083c,
  deleted: 0x0800,
  characterStyle: 0x4a30,
  font: 0x4a4f,
  script: 0x2a48,
} as const;
