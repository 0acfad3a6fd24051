import { recordsIn, recordType } from './records.ts';
import { type CharacterShape, readTextStyle, type StyleRun, type TextStyle } from './text-style.ts';

export interface PptText {
  readonly kind: 'title' | 'body' | 'notes' | 'other';
  readonly paragraphs: readonly PptParagraph[];
}

export interface PptParagraph {
  readonly text: string;
  readonly runs: readonly PptRun[];
  readonly level: number;
  readonly isItem: boolean;
  /** Space above, in points. */
  readonly pointsBefore: number;
}

export interface PptRun {
  readonly text: string;
  readonly shape: CharacterShape;
}

/** [MS-PPT] 2.13.33: titles, and the placeholders whose paragraphs carry bullets unless they say otherwise. */
const titleKinds = new Set([0, 6]);
const bodyKinds = new Set([1, 7, 8]);
const notesKind = 2;

const noStyle: TextStyle = { paragraphs: [], characters: [] };
const plain: CharacterShape = { isBold: false, isItalic: false, font: null, size: null, script: null };

/** The texts of a run of records: each begins with a header, and its style says how its paragraphs and characters look. */
export const textsIn = (bytes: Uint8Array): PptText[] => {
  const texts: PptText[] = [];
  let kind = -1;
  let text: string | null = null;
  let style = noStyle;
  const close = (): void => {
    if (text !== null) texts.push(textOf(kind, text, style));
    text = null;
    style = noStyle;
  };
  for (const { type, data } of recordsIn(bytes)) {
    if (type === recordType.textHeader) {
      close();
      kind = data[0] ?? -1;
    } else if (type === recordType.textCharacters) text = new TextDecoder('utf-16le').decode(data);
    else if (type === recordType.textBytes) text = new TextDecoder('latin1').decode(data);
    else if (type === recordType.textStyle && text !== null) style = readTextStyle(data, text.length + 1);
  }
  close();
  return texts;
};

const textOf = (kind: number, text: string, style: TextStyle): PptText => {
  const paragraphAt = walker(style.paragraphs);
  const charactersAt = walker(style.characters);
  let at = 0;
  const paragraphs = text.split('\r').map((paragraph): PptParagraph => {
    const { shape } = paragraphAt(at);
    const end = at + paragraph.length;
    const runs: PptRun[] = [];
    while (at < end) {
      const run = charactersAt(at);
      const to = Math.min(end, run.end);
      runs.push({ text: text.slice(at, to), shape: run.shape ?? plain });
      at = to;
    }
    at += 1;
    return {
      text: paragraph.replaceAll(lineBreak, ' ').trim(),
      runs,
      level: shape?.level ?? 0,
      isItem: shape?.hasBullet ?? bodyKinds.has(kind),
      pointsBefore: shape?.pointsBefore ?? 0,
    };
  });
  return {
    kind: kindOf(kind),
    paragraphs: paragraphs.filter((paragraph) => paragraph.text !== ''),
  };
};

/** A new line within a paragraph. */
export const lineBreak = '\u000B';

/** What holds at a place, and up to where, for places that only go forward. */
const walker = <Shape>(runs: readonly StyleRun<Shape>[]) => {
  let index = 0;
  let end = runs[0]?.count ?? 0;
  return (place: number): { shape: Shape | undefined; end: number } => {
    while (index < runs.length && place >= end) {
      index += 1;
      end += runs[index]?.count ?? 0;
    }
    return { shape: runs[index]?.shape, end: index < runs.length ? end : Number.POSITIVE_INFINITY };
  };
};

const kindOf = (kind: number): PptText['kind'] => {
  if (titleKinds.has(kind)) return 'title';
  if (bodyKinds.has(kind)) return 'body';
  return kind === notesKind ? 'notes' : 'other';
};
