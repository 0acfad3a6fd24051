import type { Letter } from './letter.ts';
import { type PageFrame, seenAt } from './page-frame.ts';
import { type Pdfium, pdfium } from './pdfium.ts';
import { mayHaveScripts } from './text-objects.ts';

interface OpenPdf {
  readonly bytes: Uint8Array;
  readonly password?: string | undefined;
}

/**
 * The upright letters of the pages on which some stand above or below their line, by number, in the order in which the file
 * draws them. The engine that finds the words says neither size nor baseline of the letters within them. A page that cannot
 * be opened is left out.
 */
export const readLetters = async (
  { bytes, password = '' }: OpenPdf,
  pageNumbers: readonly number[],
): Promise<Map<number, Letter[]>> => {
  const letters = new Map<number, Letter[]>();
  if (pageNumbers.length === 0) return letters;
  const engine = await pdfium();
  const { malloc, free } = engine.pdfium.wasmExports;
  const file = malloc(bytes.length);
  engine.pdfium.HEAPU8.set(bytes, file);
  const document = engine.FPDF_LoadMemDocument(file, bytes.length, password);
  for (const number of document ? pageNumbers : []) {
    const page = engine.FPDF_LoadPage(document, number - 1);
    if (!page) continue;
    if (mayHaveScripts(engine, page)) letters.set(number, lettersOf(engine, page));
    engine.FPDF_ClosePage(page);
  }
  if (document) engine.FPDF_CloseDocument(document);
  free(file);
  return letters;
};

const lettersOf = (engine: Pdfium, page: number): Letter[] => {
  const { malloc, free } = engine.pdfium.wasmExports;
  const text = engine.FPDFText_LoadPage(page);
  if (!text) return [];
  const at = malloc(32);
  const frame = frameOf(engine, page, at);
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

const frameOf = (engine: Pdfium, page: number, at: number): PageFrame => {
  engine.FPDF_GetPageBoundingBox(page, at);
  const [left, top, right, bottom] = fourFloats(engine, at);
  return { left, top, right, bottom, quarterTurns: engine.FPDFPage_GetRotation(page) };
};

const fourFloats = ({ pdfium: { HEAPF32 } }: Pdfium, at: number): [number, number, number, number] => [
  HEAPF32[at / 4] as number,
  HEAPF32[at / 4 + 1] as number,
  HEAPF32[at / 4 + 2] as number,
  HEAPF32[at / 4 + 3] as number,
];
