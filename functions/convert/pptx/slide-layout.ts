import type { Package, Relationship } from '../ooxml/open-package.ts';
import { childOf, descendantsOf, type XmlElement } from '../text/parse-xml.ts';
import { bulletOf } from './text-body.ts';

export interface SlideLayout {
  /** Whether the layout is one for the title of the deck or of a section. */
  readonly opensSection: boolean;
  /** Where the placeholder stands that a shape fills. */
  frameOf(placeholder: Readonly<Record<string, string>>): XmlElement | undefined;
  bulletOf(placeholder: Readonly<Record<string, string>>, level: number): 'bullet' | 'number' | 'none';
}

/** What a slide inherits (ECMA-376 part 1, 19.3.1.36): its layout's placeholders, then the text styles of the master. */
export const slideLayout = (pack: Package, slide: Map<string, Relationship>): SlideLayout => {
  const layoutName = targetOf(slide, 'slideLayout');
  const layout = layoutName ? pack.sharedPart(layoutName) : null;
  const masterName = layoutName && targetOf(pack.relationships(layoutName), 'slideMaster');
  const master = masterName ? pack.sharedPart(masterName) : null;
  const bodyStyle = childOf(master ?? undefined, 'p:txStyles', 'p:bodyStyle');
  const placeholders = descendantsOf(layout ?? undefined, 'p:sp');

  const inheritedBy = (own: Readonly<Record<string, string>>): XmlElement | undefined =>
    placeholders.find((shape) => isSame(childOf(shape, 'p:nvSpPr', 'p:nvPr', 'p:ph'), own));

  return {
    frameOf: (own) => childOf(inheritedBy(own), 'p:spPr', 'a:xfrm'),
    opensSection: /^(title|secHead)$/.test(layout?.attributes.type ?? ''),
    bulletOf(own, level) {
      if (/^(subTitle|ctrTitle|title)$/.test(own.type ?? '')) return 'none';
      const inherited = inheritedBy(own);
      const name = `a:lvl${level + 1}pPr`;
      const inLayout = bulletOf(childOf(inherited, 'p:txBody', 'a:lstStyle', name));
      return inLayout ?? bulletOf(childOf(bodyStyle, name)) ?? 'none';
    },
  };
};

const targetOf = (relationships: Map<string, Relationship>, kind: string): string | undefined =>
  [...relationships.values()].find(({ type }) => type === kind)?.target;

const isSame = (inherited: XmlElement | undefined, own: Readonly<Record<string, string>>): boolean => {
  if (!inherited) return false;
  if (own.idx !== undefined) return inherited.attributes.idx === own.idx;
  return inherited.attributes.type === own.type;
};
