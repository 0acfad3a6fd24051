import { findRecords, type PptRecord, recordAt, recordsIn, recordType } from './records.ts';
import { type PptText, textsIn } from './texts.ts';

/** The texts of each slide in the order of the show. `current` is the stream `Current User`. */
export const readPresentation = (stream: Uint8Array, current: Uint8Array): PptText[][] => {
  const offsets = persistOffsets(stream, current);
  const document = [...recordsIn(stream)].findLast((record) => record.type === recordType.document);
  const outline = findRecords(document?.data ?? stream, [recordType.slideList]).find(
    ({ instance }) => instance === 0,
  );
  return outlineSlides(outline).map(({ persistId, texts }) => {
    const offset = offsets.get(persistId);
    const slide = offset === undefined || offset + 8 > stream.length ? null : recordAt(stream, offset);
    return slide?.type === recordType.slide ? slideTexts(slide, texts) : texts;
  });
};

interface OutlineSlide {
  readonly persistId: number;
  readonly texts: PptText[];
}

/** The outline names the slides and holds the texts of their placeholders ([MS-PPT] 2.4.14.3). */
const outlineSlides = (outline: PptRecord | undefined): OutlineSlide[] => {
  if (!outline) return [];
  const starts: { persistId: number; from: number; to: number }[] = [];
  let at = 0;
  for (const { type, data } of recordsIn(outline.data)) {
    const next = at + 8 + data.length;
    if (type === recordType.slidePersist && data.length >= 4) {
      starts.push({ persistId: wordAt(data, 0), from: next, to: next });
    } else {
      const last = starts.at(-1);
      if (last) last.to = next;
    }
    at = next;
  }
  return starts.map(({ persistId, from, to }) => ({
    persistId,
    texts: textsIn(outline.data.subarray(from, to)),
  }));
};

/** The text boxes of a slide hold their text, or point to one of the outline. */
const slideTexts = (slide: PptRecord, outline: readonly PptText[]): PptText[] => {
  const texts = findRecords(slide.data, [recordType.textBox]).flatMap(({ data }) => {
    const reference = [...recordsIn(data)].find(({ type }) => type === recordType.textReference);
    const referred = reference && outline[wordAt(reference.data, 0)];
    return referred ? [referred] : textsIn(data);
  });
  return texts.length > 0 ? [...outline.filter((text) => !texts.includes(text)), ...texts] : [...outline];
};

const wordAt = (bytes: Uint8Array, at: number): number =>
  at + 4 <= bytes.length
    ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, true)
    : 0;

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
