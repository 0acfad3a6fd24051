import { type DefinitionPart, definitionPart } from '../definition-parts.ts';
import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { isTypewriterFace } from '../typewriter-face.ts';

export interface ParagraphStyle {
  /** 1 to 9; 0 is the title of the document; null is no heading. */
  readonly headingLevel: number | null;
  readonly isCode: boolean;
  readonly isQuote: boolean;
  readonly isListContinuation: boolean;
  readonly definitionPart: DefinitionPart | null;
  readonly numberingId: string | null;
  readonly numberingLevel: number | null;
  /** How deep the items of the style stand, where their list does not say. */
  readonly listDepth: number;
  readonly isMonospaced: boolean;
}

const codeName =
  /^(source ?code|code( ?block)?|html preformatted|preformatted( text)?|verbatim|program ?listing|macro text|code ?snippet)$/i;
/** Word's own styles for deeper items each have a list of one level. */
const listName = /^list (?:bullet|number) ([2-5])$/i;
const headingName = /^heading ?([1-9])$/i;

export const isMonospacedFont = (properties: XmlElement | undefined): boolean => {
  const fonts = childOf(properties, 'w:rFonts')?.attributes;
  return isTypewriterFace(fonts?.['w:ascii'] ?? fonts?.['w:hAnsi'] ?? '');
};

/** The styles of a document by id, each with what it inherits from the style that it is based on. */
export const readStyles = (part: XmlElement | null): ((id: string | undefined) => ParagraphStyle) => {
  const sources = new Map<string, XmlElement>();
  let standard: string | undefined;
  for (const style of elementsOf(part ?? undefined, 'w:style')) {
    const id = style.attributes['w:styleId'] ?? '';
    sources.set(id, style);
    if (style.attributes['w:type'] === 'paragraph' && style.attributes['w:default'] === '1') standard = id;
  }
  const known = new Map<string, ParagraphStyle>();
  const resolve = (id: string | undefined, depth: number): ParagraphStyle => {
    const style = id === undefined ? undefined : sources.get(id);
    if (id === undefined || depth > 20) return plain;
    const seen = known.get(id);
    if (seen) return seen;
    const base = resolve(childOf(style, 'w:basedOn')?.attributes['w:val'], depth + 1);
    const resolved = styleOf(id, style, base);
    known.set(id, resolved);
    return resolved;
  };
  return (id) => resolve(id ?? standard, 0);
};

const plain: ParagraphStyle = {
  headingLevel: null,
  isCode: false,
  isQuote: false,
  isListContinuation: false,
  definitionPart: null,
  numberingId: null,
  numberingLevel: null,
  listDepth: 0,
  isMonospaced: false,
};

const styleOf = (id: string, style: XmlElement | undefined, base: ParagraphStyle): ParagraphStyle => {
  const name = childOf(style, 'w:name')?.attributes['w:val'] ?? id;
  const outline = childOf(style, 'w:pPr', 'w:outlineLvl')?.attributes['w:val'];
  const named = headingName.exec(name) ?? headingName.exec(id);
  const numbering = childOf(style, 'w:pPr', 'w:numPr');
  const listDepth = listName.exec(name)?.[1];
  return {
    headingLevel: /^title$/i.test(name)
      ? 0
      : named
        ? Number(named[1])
        : outline !== undefined
          ? outlineLevel(outline)
          : base.headingLevel,
    isCode: codeName.test(name) || codeName.test(id) || base.isCode,
    isQuote: /^(intense )?quote$|^block ?text$|^quotations?$/i.test(name) || base.isQuote,
    isListContinuation: /^list continue/i.test(name) || base.isListContinuation,
    definitionPart: definitionPart(name) ?? base.definitionPart,
    numberingId: childOf(numbering, 'w:numId')?.attributes['w:val'] ?? base.numberingId,
    numberingLevel: numberOrNull(childOf(numbering, 'w:ilvl')?.attributes['w:val']) ?? base.numberingLevel,
    listDepth: listDepth ? Number(listDepth) - 1 : base.listDepth,
    isMonospaced: isMonospacedFont(childOf(style, 'w:rPr')) || base.isMonospaced,
  };
};

const numberOrNull = (value: string | undefined): number | null =>
  value === undefined ? null : Number(value);

/** `w:outlineLvl` counts from 0; 9 is body text (ECMA-376 part 1, 17.3.1.20). */
export const outlineLevel = (value: string): number | null => (Number(value) < 9 ? Number(value) + 1 : null);
