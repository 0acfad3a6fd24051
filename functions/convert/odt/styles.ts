import { type DefinitionPart, definitionPart } from '../definition-parts.ts';
import { childOf, descendantsOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { isTypewriterFace } from '../typewriter-face.ts';

export interface TextStyle {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isStruck: boolean;
  readonly isMonospaced: boolean;
  readonly isTitle: boolean;
  readonly isCode: boolean;
  readonly isQuote: boolean;
  readonly isHidden: boolean;
  readonly definitionPart: DefinitionPart | null;
  readonly script: 'sup' | 'sub' | null;
  /** From a heading style on a plain paragraph. */
  readonly headingLevel: number | null;
}

const plain: TextStyle = {
  isBold: false,
  isItalic: false,
  isStruck: false,
  isMonospaced: false,
  isTitle: false,
  isCode: false,
  isQuote: false,
  isHidden: false,
  definitionPart: null,
  script: null,
  headingLevel: null,
};

const codeName = /preformatted|source[ _]?code|verbatim|code[ _]?block/i;

/** Styles of `content.xml` and `styles.xml` by name, each with what its parents give it (OpenDocument 1.3, 16). */
export const readOdtStyles = (parts: readonly XmlElement[]) => {
  const sources = new Map<string, XmlElement>();
  for (const part of parts) {
    for (const group of elementsOf(part, 'office:styles', 'office:automatic-styles')) {
      for (const style of elementsOf(group, 'style:style'))
        sources.set(style.attributes['style:name'] ?? '', style);
    }
  }
  const fonts = new Map(
    parts
      .flatMap((part) => descendantsOf(part, 'style:font-face'))
      .map(({ attributes }) => [
        attributes['style:name'] ?? '',
        isTypewriterFace(attributes['svg:font-family'] ?? '') || attributes['style:font-pitch'] === 'fixed',
      ]),
  );
  const known = new Map<string, TextStyle>();
  const resolve = (name: string | undefined, depth: number): TextStyle => {
    const style = name === undefined ? undefined : sources.get(name);
    if (!style || name === undefined || depth > 20) return name ? byName(name, plain) : plain;
    const seen = known.get(name);
    if (seen) return seen;
    const inherited = resolve(style.attributes['style:parent-style-name'], depth + 1);
    const resolved = byName(style.attributes['style:display-name'] ?? name, own(style, inherited, fonts));
    known.set(name, resolved);
    return resolved;
  };
  return (name: string | undefined): TextStyle => resolve(name, 0);
};

const own = (style: XmlElement, base: TextStyle, fonts: Map<string, boolean>): TextStyle => {
  const properties = childOf(style, 'style:text-properties')?.attributes;
  const outline = style.attributes['style:default-outline-level'];
  if (!properties) return outline ? { ...base, headingLevel: Number(outline) } : base;
  const weight = properties['fo:font-weight'];
  const slant = properties['fo:font-style'];
  const strike = properties['style:text-line-through-style'];
  const font = properties['style:font-name'] ?? properties['fo:font-family'];
  return {
    ...base,
    isBold: weight ? weight === 'bold' || Number(weight) >= 600 : base.isBold,
    isItalic: slant ? slant !== 'normal' : base.isItalic,
    isStruck: strike ? strike !== 'none' : base.isStruck,
    isMonospaced: font ? (fonts.get(font) ?? false) || isTypewriterFace(font) : base.isMonospaced,
    script: scriptOf(properties['style:text-position']) ?? base.script,
    isHidden: properties['text:display'] === 'none' || base.isHidden,
    ...(outline ? { headingLevel: Number(outline) } : {}),
  };
};

/** `super 58%`, `sub`, or a distance from the line in percent. */
const scriptOf = (position: string | undefined): TextStyle['script'] | undefined => {
  if (position === undefined) return undefined;
  if (/^super|^[1-9]/.test(position)) return 'sup';
  return /^sub|^-/.test(position) ? 'sub' : null;
};

const byName = (name: string, style: TextStyle): TextStyle => {
  const words = name.replaceAll('_20_', ' ');
  const heading = /^heading (\d+)$/i.exec(words);
  return {
    ...style,
    isTitle: style.isTitle || /^title$/i.test(words),
    isCode: style.isCode || codeName.test(words),
    isQuote: style.isQuote || /^(quotations?|block ?quote)$/i.test(words),
    definitionPart: definitionPart(words) ?? style.definitionPart,
    headingLevel: heading ? Number(heading[1]) : style.headingLevel,
  };
};
