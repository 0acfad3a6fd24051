import type { Pdfium } from './pdfium.ts';
import { maxScriptSize, minScriptSize, scriptRise } from './raised-letters.ts';

/** The kinds of objects on a page (public/fpdf_edit.h). */
const textObject = 1;
const formObject = 5;

/** What a program sets at once: one size, one baseline. */
interface Setting {
  readonly size: number;
  readonly x: number;
  readonly y: number;
  /** The direction of its line. */
  readonly a: number;
  readonly b: number;
}

/**
 * Whether two texts that a page sets one after the other part in size, and a little in height: a fraction of the cost of its
 * letters, and most pages have no such texts. A form that is drawn on the page is not looked into.
 */
export const mayHaveScripts = (engine: Pdfium, page: number): boolean => {
  const { malloc, free } = engine.pdfium.wasmExports;
  const at = malloc(32);
  const count = engine.FPDFPage_CountObjects(page);
  let before: Setting | null = null;
  let found = false;
  for (let index = 0; index < count && !found; index += 1) {
    const object = engine.FPDFPage_GetObject(page, index);
    const kind = engine.FPDFPageObj_GetType(object);
    if (kind === formObject) found = true;
    if (kind !== textObject) continue;
    const setting = settingOf(engine, object, at);
    found = before !== null && isOffLine(before, setting);
    before = setting;
  }
  free(at);
  return found;
};

const settingOf = (engine: Pdfium, object: number, at: number): Setting => {
  engine.FPDFTextObj_GetFontSize(object, at);
  const size = engine.pdfium.HEAPF32[at / 4] as number;
  engine.FPDFPageObj_GetMatrix(object, at);
  const [a, b, c, d, x, y] = engine.pdfium.HEAPF32.subarray(at / 4, at / 4 + 6) as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { size: size * Math.hypot(c, d), x, y, a, b };
};

const isOffLine = (one: Setting, other: Setting): boolean => {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  const share = small.size / large.size;
  if (share < minScriptSize || share > maxScriptSize) return false;
  const across = large.a * (small.y - large.y) - large.b * (small.x - large.x);
  const rise = Math.abs(across) / Math.hypot(large.a, large.b) / large.size;
  return rise > scriptRise.least && rise < scriptRise.most;
};
