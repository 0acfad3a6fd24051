import { type PageFrame, seenAt } from './page-frame.ts';
import type { Pdfium } from './pdfium.ts';

/** A heading that the file names as one in its structure tree (ISO 32000-1, 14.8.4.3.2). */
export interface HeadingTag {
  /** Of the element on its page. */
  readonly id: number;
  readonly level: number;
}

/** Where a text of a heading begins on its baseline. */
export interface TaggedPlace extends HeadingTag {
  readonly x: number;
  readonly y: number;
}

const textObject = 1;
/** UTF-16 with its end, for the longest of the names that are asked for. */
const maxNameBytes = 64;

/** The headings of a page of a tagged PDF, at each text that they are set in. */
export const taggedHeadings = (engine: Pdfium, page: number, frame: PageFrame): TaggedPlace[] => {
  const tags = tagsByContent(engine, page);
  if (tags.size === 0) return [];
  const { malloc, free } = engine.pdfium.wasmExports;
  const at = malloc(24);
  const places: TaggedPlace[] = [];
  const count = engine.FPDFPage_CountObjects(page);
  for (let index = 0; index < count; index += 1) {
    const object = engine.FPDFPage_GetObject(page, index);
    if (engine.FPDFPageObj_GetType(object) !== textObject) continue;
    const tag = tags.get(engine.FPDFPageObj_GetMarkedContentID(object));
    if (!tag) continue;
    engine.FPDFPageObj_GetMatrix(object, at);
    const { HEAPF32 } = engine.pdfium;
    const [x, y] = seenAt(frame, HEAPF32[at / 4 + 4] as number, HEAPF32[at / 4 + 5] as number);
    places.push({ ...tag, x, y });
  }
  free(at);
  return places;
};

/** The headings of a page by the numbers of the marked content that they hold. */
const tagsByContent = (engine: Pdfium, page: number): Map<number, HeadingTag> => {
  const tags = new Map<number, HeadingTag>();
  const tree = engine.FPDF_StructTree_GetForPage(page);
  if (!tree) return tags;
  const name = engine.pdfium.wasmExports.malloc(maxNameBytes);
  let headings = 0;
  const visit = (element: number, above: HeadingTag | null, depth: number): void => {
    if (!element || depth > maxDepth) return;
    engine.FPDF_StructElement_GetType(element, name, maxNameBytes);
    const level = /^H([1-6])$/.exec(engine.pdfium.UTF16ToString(name))?.[1];
    const tag = level ? { id: headings++, level: Number(level) } : above;
    const children = engine.FPDF_StructElement_CountChildren(element);
    for (let index = 0; index < children; index += 1) {
      const content = engine.FPDF_StructElement_GetChildMarkedContentID(element, index);
      if (tag && content >= 0) tags.set(content, tag);
      visit(engine.FPDF_StructElement_GetChildAtIndex(element, index), tag, depth + 1);
    }
  };
  const roots = engine.FPDF_StructTree_CountChildren(tree);
  for (let index = 0; index < roots; index += 1)
    visit(engine.FPDF_StructTree_GetChildAtIndex(tree, index), null, 0);
  engine.pdfium.wasmExports.free(name);
  engine.FPDF_StructTree_Close(tree);
  return tags;
};

const maxDepth = 100;
