import { findRecords, type PptRecord, recordsIn, recordType } from './records.ts';
import { type PptText, textsIn } from './texts.ts';

export type PptShape = PptText | { readonly kind: 'table'; readonly cells: readonly PptCell[] };

export const isText = (shape: PptShape): shape is PptText => shape.kind !== 'table';

/** A cell of a table with its edges, in units of the group that the table is. */
export interface PptCell {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly texts: readonly PptText[];
}

/**
 * What stands on a slide, in the order in which it is drawn. `outline` are the texts that the outline keeps for it, to
 * which its boxes may point. A table is a group of shapes that says of itself that it is one ([MS-PPT] 2.13.22).
 */
export const slideShapes = (slide: PptRecord, outline: readonly PptText[]): PptShape[] => {
  const textsOf = (shape: PptRecord): PptText[] =>
    findRecords(shape.data, [recordType.textBox]).flatMap(({ data }) => {
      const reference = [...recordsIn(data)].find(({ type }) => type === recordType.textReference);
      const referred = reference && outline[wordAt(reference.data, 0)];
      return referred ? [referred] : textsIn(data);
    });
  const shapesOf = (drawing: PptRecord): PptShape[] =>
    findRecords(drawing.data, [recordType.shapeGroup, recordType.shape]).flatMap((found): PptShape[] => {
      if (found.type === recordType.shape) return textsOf(found);
      return isTable(found) ? [{ kind: 'table', cells: cellsOf(found, textsOf) }] : shapesOf(found);
    });
  return shapesOf(slide);
};

/** [MS-ODRAW] 2.3.4.38: a property of the group, kept with its first shape. */
const tableProperties = 0x039f;
const propertyBytes = 6;

const isTable = (group: PptRecord): boolean => {
  const [first] = [...recordsIn(group.data)].filter(({ type }) => type === recordType.shape);
  return findRecords(first?.data ?? new Uint8Array(), [
    recordType.properties,
    recordType.moreProperties,
  ]).some(({ data, instance }) =>
    Array.from({ length: instance }, (_, index) => index * propertyBytes).some(
      (at) => (wordAt(data, at) & 0x3fff) === tableProperties && (wordAt(data, at + 2) & 1) === 1,
    ),
  );
};

/** The borders of a table are shapes too, without a text. */
const cellsOf = (group: PptRecord, textsOf: (shape: PptRecord) => PptText[]): PptCell[] =>
  findRecords(group.data, [recordType.shape]).flatMap((shape) => {
    const [anchor] = findRecords(shape.data, [recordType.childAnchor]);
    const [box] = findRecords(shape.data, [recordType.textBox]);
    if (!anchor || !box || anchor.data.length < 16) return [];
    const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((at) => wordAt(anchor.data, at) | 0);
    return [{ left, top, right, bottom, texts: textsOf(shape) }];
  });

export const wordAt = (bytes: Uint8Array, at: number): number =>
  at + 4 <= bytes.length
    ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true)
    : 0;
