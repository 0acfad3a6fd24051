/** A record of [MS-PPT] 2.3.1: a container of others, or an atom with data. */
export interface PptRecord {
  readonly type: number;
  readonly instance: number;
  readonly isContainer: boolean;
  readonly data: Uint8Array;
}

const headerBytes = 8;

export function* recordsIn(bytes: Uint8Array): Generator<PptRecord> {
  for (let at = 0; at + headerBytes <= bytes.length; ) {
    const record = recordAt(bytes, at);
    yield record;
    at += headerBytes + record.data.length;
  }
}

export const recordAt = (bytes: Uint8Array, at: number): PptRecord => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = view.getUint16(at, true);
  const length = Math.min(view.getUint32(at + 4, true), bytes.length - at - headerBytes);
  return {
    type: view.getUint16(at + 2, true),
    instance: head >> 4,
    isContainer: (head & 0xf) === 0xf,
    data: bytes.subarray(at + headerBytes, at + headerBytes + length),
  };
};

const maxDepth = 60;

/** Every record of the types below a container, in order, without looking into those that were found. */
export const findRecords = (bytes: Uint8Array, types: readonly number[], depth = 0): PptRecord[] =>
  depth > maxDepth
    ? []
    : [...recordsIn(bytes)].flatMap((record) => {
        if (types.includes(record.type)) return [record];
        return record.isContainer ? findRecords(record.data, types, depth + 1) : [];
      });

/** [MS-PPT] 2.13.24, and [MS-ODRAW] 2.2 from 0xf000 on. */
export const recordType = {
  document: 0x03e8,
  slide: 0x03ee,
  slideAtom: 0x03ef,
  notes: 0x03f0,
  slidePersist: 0x03f3,
  textReference: 0x0f9e,
  textHeader: 0x0f9f,
  textCharacters: 0x0fa0,
  textStyle: 0x0fa1,
  textBytes: 0x0fa8,
  fontEntity: 0x0fb7,
  slideList: 0x0ff0,
  userEdit: 0x0ff5,
  persistDirectory: 0x1772,
  shapeGroup: 0xf003,
  shape: 0xf004,
  properties: 0xf00b,
  textBox: 0xf00d,
  childAnchor: 0xf00f,
  moreProperties: 0xf122,
} as const;
