import { isTypewriterFace } from '../typewriter-face.ts';
import { findRecords, type PptRecord, recordAt, recordsIn, recordType } from './records.ts';
import { isText, type PptShape, slideShapes, wordAt } from './slide-shapes.ts';
import { type PptText, textsIn } from './texts.ts';

export interface PptSlide {
  readonly shapes: readonly PptShape[];
  /** What the speaker says. */
  readonly notes: readonly PptText[];
}

export interface Presentation {
  /** In the order of the show. */
  readonly slides: readonly PptSlide[];
  /** Fonts, by number, that are typewriter faces. */
  readonly monospacedFonts: ReadonlySet<number>;
}

/** `current` is the stream `Current User`. */
export const readPresentation = (stream: Uint8Array, current: Uint8Array): Presentation => {
  const offsets = persistOffsets(stream, current);
  const document = [...recordsIn(stream)].findLast((record) => record.type === recordType.document);
  const lists = findRecords(document?.data ?? stream, [recordType.slideList]);
  const persisted = (persistId: number | undefined, type: number): PptRecord | null => {
    const offset = persistId === undefined ? undefined : offsets.get(persistId);
    const record = offset === undefined || offset + 8 > stream.length ? null : recordAt(stream, offset);
    return record?.type === type ? record : null;
  };
  const notes = new Map(
    outlineSlides(listOf(lists, listInstance.notes)).map((each) => [each.slideId, each] as const),
  );
  const slides = outlineSlides(listOf(lists, listInstance.slides)).map(({ persistId, texts }) => {
    const slide = persisted(persistId, recordType.slide);
    const page = slide && persisted(notes.get(notesIdOf(slide))?.persistId, recordType.notes);
    return {
      shapes: slide ? withOutline(slideShapes(slide, texts), texts) : texts,
      notes: page
        ? slideShapes(page, [])
            .filter(isText)
            .filter(({ kind }) => kind === 'notes')
        : [],
    };
  });
  return { slides, monospacedFonts: monospacedFonts(document) };
};

/** [MS-PPT] 2.9.9: a name of at most 32 characters. */
const monospacedFonts = (document: PptRecord | undefined): Set<number> =>
  new Set(
    findRecords(document?.data ?? new Uint8Array(), [recordType.fontEntity])
      .filter(({ data }) => isTypewriterFace(new TextDecoder('utf-16le').decode(data.subarray(0, 64))))
      .map(({ instance }) => instance),
  );

/** [MS-PPT] 2.4.14.3 to 2.4.14.6. */
const listInstance = { slides: 0, notes: 2 };

const listOf = (lists: readonly PptRecord[], wanted: number): PptRecord | undefined =>
  lists.find(({ instance }) => instance === wanted);

/** [MS-PPT] 2.5.10: the atom of a slide names the page of its notes. */
const notesIdOf = (slide: PptRecord): number =>
  wordAt(findRecords(slide.data, [recordType.slideAtom])[0]?.data ?? new Uint8Array(), 16);

/** Texts of the outline that no box of the slide points to stand before it. */
const withOutline = (shapes: readonly PptShape[], outline: readonly PptText[]): PptShape[] =>
  shapes.length > 0 ? [...outline.filter((text) => !shapes.includes(text)), ...shapes] : [...outline];

interface OutlineSlide {
  readonly persistId: number;
  readonly slideId: number;
  readonly texts: PptText[];
}

/** The outline names the slides and holds the texts of their placeholders ([MS-PPT] 2.4.14.3). */
const outlineSlides = (outline: PptRecord | undefined): OutlineSlide[] => {
  if (!outline) return [];
  const starts: { persistId: number; slideId: number; from: number; to: number }[] = [];
  let at = 0;
  for (const { type, data } of recordsIn(outline.data)) {
    const next = at + 8 + data.length;
    if (type === recordType.slidePersist && data.length >= 4) {
      starts.push({ persistId: wordAt(data, 0), slideId: wordAt(data, 12), from: next, to: next });
    } else {
      const last = starts.at(-1);
      if (last) last.to = next;
    }
    at = next;
  }
  return starts.map(({ persistId, slideId, from, to }) => ({
    persistId,
    slideId,
    texts: textsIn(outline.data.subarray(from, to)),
  }));
};

const maxEdits = 1000;

/** Each save appends; the newest place of a slide wins ([MS-PPT] 2.3.2 to 2.3.6). */
const persistOffsets = (stream: Uint8Array, current: Uint8Array): Map<number, number> => {
  const offsets = new Map<number, number>();
  let edit = wordAt(current, 16);
  for (let count = 0; count < maxEdits && edit > 0 && edit + 8 <= stream.length; count += 1) {
    const { type, data } = recordAt(stream, edit);
    if (type !== recordType.userEdit) break;
    const directory = wordAt(data, 12);
    if (directory + 8 <= stream.length) readDirectory(recordAt(stream, directory).data, offsets);
    edit = wordAt(data, 8);
  }
  return offsets;
};

const readDirectory = (data: Uint8Array, offsets: Map<number, number>): void => {
  for (let at = 0; at + 4 <= data.length; ) {
    const head = wordAt(data, at);
    const first = head & 0xfffff;
    const count = head >>> 20;
    at += 4;
    for (let index = 0; index < count && at + 4 <= data.length; index += 1, at += 4) {
      if (!offsets.has(first + index)) offsets.set(first + index, wordAt(data, at));
    }
  }
};
