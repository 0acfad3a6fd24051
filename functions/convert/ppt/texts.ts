import { recordsIn, recordType } from './records.ts';

export interface PptText {
  readonly kind: 'title' | 'body' | 'notes' | 'other';
  readonly paragraphs: readonly PptParagraph[];
}

export interface PptParagraph {
  readonly text: string;
  readonly level: number;
  readonly isItem: boolean;
}

interface ParagraphShape {
  readonly level: number;
  /** Null where the paragraph leaves it to its placeholder. */
  readonly hasBullet: boolean | null;
}

/** [MS-PPT] 2.13.33: titles, and the placeholders whose paragraphs carry bullets unless they say otherwise. */
const titleKinds = new Set([0, 6]);
const bodyKinds = new Set([1, 7, 8]);
const notesKind = 2;

/** The texts of a run of records: each begins with a header, and its style says how deep its paragraphs stand. */
export const textsIn = (bytes: Uint8Array): PptText[] => {
  const texts: PptText[] = [];
  let kind = -1;
  let text: string | null = null;
  let shapes: ParagraphShape[] = [];
  const close = (): void => {
    if (text !== null) texts.push(textOf(kind, text, shapes));
    text = null;
    shapes = [];
  };
  for (const { type, data } of recordsIn(bytes)) {
    if (type === recordType.textHeader) {
      close();
      kind = data[0] ?? -1;
    } else if (type === recordType.textCharacters) text = new TextDecoder('utf-16le').decode(data);
    else if (type === recordType.textBytes) text = new TextDecoder('latin1').decode(data);
    else if (type === recordType.textStyle && text !== null) shapes = paragraphShapes(data, text.length + 1);
  }
  close();
  return texts;
};

const textOf = (kind: number, text: string, shapes: readonly ParagraphShape[]): PptText => {
  let at = 0;
  const paragraphs = text.split('\r').map((paragraph) => {
    const shape = shapes[at];
    at += paragraph.length + 1;
    return {
      text: paragraph.replaceAll('\u000B', ' ').trim(),
      level: shape?.level ?? 0,
      isItem: shape?.hasBullet ?? bodyKinds.has(kind),
    };
  });
  return {
    kind: kindOf(kind),
    paragraphs: paragraphs.filter((paragraph) => paragraph.text !== ''),
  };
};

const kindOf = (kind: number): PptText['kind'] => {
  if (titleKinds.has(kind)) return 'title';
  if (bodyKinds.has(kind)) return 'body';
  return kind === notesKind ? 'notes' : 'other';
};

/** The properties of a paragraph run that stand before the next run, by their bit in the mask ([MS-PPT] 2.9.20). */
const propertyBytes: readonly (readonly [mask: number, bytes: number])[] = [
  [0x000f, 2],
  [0x0080, 2],
  [0x0010, 2],
  [0x0040, 2],
  [0x0020, 4],
  [0x0800, 2],
  [0x1000, 2],
  [0x2000, 2],
  [0x4000, 2],
  [0x0100, 2],
  [0x0400, 2],
  [0x8000, 2],
];
const tabStops = 0x100000;
const afterTabStops: readonly (readonly [mask: number, bytes: number])[] = [
  [0x010000, 2],
  [0x0e0000, 2],
  [0x200000, 2],
];

/** How each character's paragraph is shaped. */
const paragraphShapes = (data: Uint8Array, length: number): ParagraphShape[] => {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const shapes: ParagraphShape[] = [];
  for (let at = 0; at + 10 <= data.length && shapes.length < length; ) {
    const count = Math.min(view.getUint32(at, true), length - shapes.length);
    const level = view.getUint16(at + 4, true);
    const mask = view.getUint32(at + 6, true);
    at += 10;
    const saysBullet = (mask & 1) === 1 && at + 2 <= data.length;
    const shape = { level, hasBullet: saysBullet ? (view.getUint16(at, true) & 1) === 1 : null };
    shapes.push(...Array.from({ length: count }, () => shape));
    for (const [bit, bytes] of propertyBytes) if (mask & bit) at += bytes;
    if (mask & tabStops && at + 2 <= data.length) at += 2 + view.getUint16(at, true) * 4;
    for (const [bit, bytes] of afterTabStops) if (mask & bit) at += bytes;
  }
  return shapes;
};
