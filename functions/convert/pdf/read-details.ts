import type { Letter } from './letter.ts';
import { type PageFrame, seenAt } from './page-frame.ts';
import { type Pdfium, pdfium } from './pdfium.ts';
import { type TaggedPlace, taggedHeadings } from './tagged-headings.ts';
import { mayHaveScripts } from './text-objects.ts';

interface OpenPdf {
  readonly bytes: Uint8Array;
  readonly password?: string | undefined;
}

/** What the engine that finds the words does not say of a page. */
export interface PageDetails {
  /** The upright letters in the order in which the file draws them; none where all stand on their line. */
  readonly letters: readonly Letter[];
  /** The headings of a tagged PDF. */
  readonly headings: readonly TaggedPlace[];
}

/** The details of pages by number; a page that cannot be opened is left out. */
export const readDetails = async (
  { bytes, password = '' }: OpenPdf,
  pageNumbers: readonly number[],
): Promise<Map<number, PageDetails>> => {
  const details = new Map<number, PageDetails>();
  if (pageNumbers.length === 0) return details;
  const engine = await pdfium();
  const { malloc, free } = engine.pdfium.wasmExports;
  const file = malloc(bytes.length);
  engine.pdfium.HEAPU8.set(bytes, file);
  const document = engine.FPDF_LoadMemDocument(file, bytes.length, password);
  const isTagged = document !== 0 && engine.FPDFCatalog_IsTagged(document);
  for (const number of document ? pageNumbers : []) {
    const page = engine.FPDF_LoadPage(document, number - 1);
    if (!page) continue;
    const frame = frameOf(engine, page);
    details.set(number, {
      letters: mayHaveScripts(engine, page) ? lettersOf(engine, page, frame) : [],
      headings: isTagged ? taggedHeadings(engine, page, frame) : [],
    });
    engine.FPDF_ClosePage(page);
  }
  if (document) engine.FPDF_CloseDocument(document);
  free(file);
  return details;
};

const lettersOf = (engine: Pdfium, page: number, frame: PageFrame): Letter[] => {
  const { malloc, free } = engine.pdfium.wasmExports;
  const text = engine.FPDFText_LoadPage(page);
  if (!text) return [];
  const at = malloc(32);
  const letters: Letter[] = [];
  const count = engine.FPDFText_CountChars(text);
  for (let index = 0; index < count; index += 1) {
    const letter = letterAt(engine, text, index, at, frame);
    if (letter) letters.push(letter);
  }
  free(at);
  engine.FPDFText_ClosePage(text);
  return letters;
};

/** What the engine writes at `at` is read from there: floats, but doubles for the origin of a letter. */
const letterAt = (
  engine: Pdfium,
  text: number,
  index: number,
  at: number,
  frame: PageFrame,
): Letter | null => {
  const code = engine.FPDFText_GetUnicode(text, index);
  if (code <= 32) return null;
  engine.FPDFText_GetMatrix(text, index, at);
  const [a, b, c, d] = fourFloats(engine, at);
  engine.FPDFText_GetCharOrigin(text, index, at, at + 8);
  const x = engine.pdfium.HEAPF64[at / 8] as number;
  const y = engine.pdfium.HEAPF64[at / 8 + 1] as number;
  const [fromX, baseline] = seenAt(frame, x, y);
  const [toX, toY] = seenAt(frame, x + a, y + b);
  const isUpright = toX > fromX && Math.abs(toY - baseline) < 0.03 * (toX - fromX);
  if (!isUpright) return null;
  engine.FPDFText_GetLooseCharBox(text, index, at);
  const [left, top, right, bottom] = fourFloats(engine, at);
  const [one, other] = [seenAt(frame, left, top)[0], seenAt(frame, right, bottom)[0]];
  return {
    text: String.fromCodePoint(code),
    left: Math.min(one, other),
    right: Math.max(one, other),
    baseline,
    size: engine.FPDFText_GetFontSize(text, index) * Math.hypot(c, d),
  };
};

const frameOf = (engine: Pdfium, page: number): PageFrame => {
  const at = engine.pdfium.wasmExports.malloc(16);
  engine.FPDF_GetPageBoundingBox(page, at);
  const [left, top, right, bottom] = fourFloats(engine, at);
  engine.pdfium.wasmExports.free(at);
  return { left, top, right, bottom, quarterTurns: engine.FPDFPage_GetRotation(page) };
};

const fourFloats = ({ pdfium: { HEAPF32 } }: Pdfium, at: number): [number, number, number, number] => [
  HEAPF32[at / 4] as number,
  HEAPF32[at / 4 + 1] as number,
  HEAPF32[at / 4 + 2] as number,
  HEAPF32[at / 4 + 3] as number,
];
