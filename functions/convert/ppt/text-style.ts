/** How the characters of a paragraph are shaped; null where it leaves that to its placeholder. */
export interface ParagraphShape {
  readonly level: number;
  readonly hasBullet: boolean | null;
  /** Space above, in points; 0 where it is said in parts of a line. */
  readonly pointsBefore: number;
}

export interface CharacterShape {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** Its font by number. */
  readonly font: number | null;
  /** In points. */
  readonly size: number | null;
  readonly script: 'sup' | 'sub' | null;
}

/** What holds for so many characters, the mark at the end of a paragraph included. */
export interface StyleRun<Shape> {
  readonly count: number;
  readonly shape: Shape;
}

export interface TextStyle {
  readonly paragraphs: readonly StyleRun<ParagraphShape>[];
  readonly characters: readonly StyleRun<CharacterShape>[];
}

/** Properties by their bits in a mask: each that is there takes so many bytes, in this order. */
type Layout = readonly (readonly [name: string, mask: number, bytes: number])[];

/** [MS-PPT] 2.9.20. Tab stops, which say their own number, stand between the two. */
const paragraphLayout: Layout = [
  ['bullet', 0x000f, 2],
  ['bulletCharacter', 0x0080, 2],
  ['bulletFont', 0x0010, 2],
  ['bulletSize', 0x0040, 2],
  ['bulletColour', 0x0020, 4],
  ['alignment', 0x0800, 2],
  ['lineSpacing', 0x1000, 2],
  ['spaceBefore', 0x2000, 2],
  ['spaceAfter', 0x4000, 2],
  ['leftMargin', 0x0100, 2],
  ['indent', 0x0400, 2],
  ['tabSize', 0x8000, 2],
];
const tabStops = 0x100000;
const afterTabStops: Layout = [
  ['fontAlignment', 0x010000, 2],
  ['wrapping', 0x0e0000, 2],
  ['direction', 0x200000, 2],
];

/** [MS-PPT] 2.9.14. LibreOffice counts runs in the upper bits of the first mask, and past those that are defined. */
const characterLayout: Layout = [
  ['marks', 0xffff, 2],
  ['font', 0x010000, 2],
  ['oldEastAsianFont', 0x200000, 2],
  ['ansiFont', 0x400000, 2],
  ['symbolFont', 0x800000, 2],
  ['size', 0x020000, 2],
  ['colour', 0x040000, 4],
  ['position', 0x080000, 2],
];

/** Units of space between lines are 1/576 inch where they are negative. */
const unitsPerPoint = 8;

/** The runs of a `StyleTextPropAtom` ([MS-PPT] 2.9.44) for a text of so many characters and its last mark. */
export const readTextStyle = (data: Uint8Array, length: number): TextStyle => {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;

  const readLayout = (layout: Layout, mask: number): Map<string, number> => {
    const values = new Map<string, number>();
    for (const [name, bit, bytes] of layout) {
      if ((mask & bit) === 0) continue;
      if (at + 2 <= data.length) values.set(name, view.getInt16(at, true));
      at += bytes;
    }
    return values;
  };

  const runsOf = <Shape>(headBytes: number, read: () => Shape): StyleRun<Shape>[] => {
    const runs: StyleRun<Shape>[] = [];
    for (let covered = 0; covered < length && at + 4 + headBytes <= data.length; ) {
      const count = Math.min(view.getUint32(at, true), length - covered);
      at += 4;
      runs.push({ count, shape: read() });
      covered += count;
    }
    return runs;
  };

  const paragraph = (): ParagraphShape => {
    const level = view.getUint16(at, true);
    const mask = view.getUint32(at + 2, true);
    at += 6;
    const values = readLayout(paragraphLayout, mask);
    if ((mask & tabStops) !== 0 && at + 2 <= data.length) at += 2 + view.getUint16(at, true) * 4;
    readLayout(afterTabStops, mask);
    const bullet = values.get('bullet');
    return {
      level,
      hasBullet: (mask & 1) === 1 && bullet !== undefined ? (bullet & 1) === 1 : null,
      pointsBefore: Math.max(0, -(values.get('spaceBefore') ?? 0) / unitsPerPoint),
    };
  };

  const character = (): CharacterShape => {
    const mask = view.getUint32(at, true);
    at += 4;
    const values = readLayout(characterLayout, mask);
    const marks = values.get('marks') ?? 0;
    const position = values.get('position') ?? 0;
    return {
      isBold: (marks & 1) === 1,
      isItalic: (marks & 2) === 2,
      font: values.get('font') ?? null,
      size: values.get('size') ?? null,
      script: position > 0 ? 'sup' : position < 0 ? 'sub' : null,
    };
  };

  return { paragraphs: runsOf(6, paragraph), characters: runsOf(4, character) };
};
