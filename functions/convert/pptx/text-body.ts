import type { ElementContent } from 'hast';
import { element, isElement, math, text, textOf } from '../hast.ts';
import { ommlToLatex } from '../math/omml-to-latex.ts';
import { type FlatItem, nestList } from '../nest-list.ts';
import type { Relationship } from '../ooxml/open-package.ts';
import { childOf, descendantsOf, elementsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';
import { isTypewriterFace } from '../typewriter-face.ts';

/** Whether a paragraph of a level is a list item when it does not say so itself. */
export type InheritedBullet = (level: number) => 'bullet' | 'number' | 'none';

/** The paragraphs of a shape: list items by their own mark or by the one that the layout gives them. */
export const textBodyBlocks = (
  body: XmlElement | undefined,
  relationships: Map<string, Relationship>,
  inherited: InheritedBullet,
): ElementContent[] => {
  const blocks: ElementContent[] = [];
  let items: FlatItem[] = [];
  const numbers: number[] = [];
  const closeList = (): void => {
    blocks.push(...nestList(items));
    items = [];
    numbers.length = 0;
  };
  for (const paragraph of elementsOf(body, 'a:p')) {
    const properties = childOf(paragraph, 'a:pPr');
    const level = Number(properties?.attributes.lvl ?? 0);
    const children = inlineOf(paragraph, relationships);
    if (children.length === 0) continue;
    const bullet = bulletOf(properties) ?? inherited(level);
    if (bullet === 'none') {
      closeList();
      blocks.push(element(isSubheading(properties, children) ? 'h3' : 'p', children));
      continue;
    }
    const start = Number(childOf(properties, 'a:buAutoNum')?.attributes.startAt ?? 1);
    numbers.length = level + 1;
    const number = (numbers[level] ?? start - 1) + 1;
    if (bullet === 'number') numbers[level] = number;
    else numbers.length = level;
    items.push({ level, isOrdered: bullet === 'number', number, children });
  }
  closeList();
  return blocks;
};

/** A slide has no headings of its own but its title: a bold line that is set off from what stands above is one. */
const isSubheading = (properties: XmlElement | undefined, children: ElementContent[]): boolean => {
  const space = Number(childOf(properties, 'a:spcBef', 'a:spcPts')?.attributes.val ?? 0);
  const words = children.filter((child) => textOf(child).trim() !== '');
  return (
    space >= 1000 &&
    words.length > 0 &&
    words.every((child) => isElement(child, 'strong')) &&
    words.map(textOf).join('').length <= 120
  );
};

export const bulletOf = (properties: XmlElement | undefined): 'bullet' | 'number' | 'none' | null => {
  if (!properties) return null;
  if (childOf(properties, 'a:buAutoNum')) return 'number';
  if (childOf(properties, 'a:buChar') || childOf(properties, 'a:buBlip')) return 'bullet';
  return childOf(properties, 'a:buNone') ? 'none' : null;
};

export const inlineOf = (
  paragraph: XmlElement,
  relationships: Map<string, Relationship>,
): ElementContent[] => {
  const nodes: ElementContent[] = [];
  for (const node of elementsOf(paragraph)) {
    if (node.name === 'a:r' || node.name === 'a:fld') nodes.push(...runOf(node, relationships));
    else if (node.name === 'a:br') nodes.push(element('br'));
    else if (node.name === 'a14:m' || node.name === 'mc:AlternateContent') {
      const formulas = descendantsOf(childOf(node, 'mc:Choice') ?? node, 'm:oMath');
      nodes.push(...formulas.map((formula) => math(ommlToLatex(formula), false)));
    }
  }
  while (nodes.at(-1)?.type === 'element' && (nodes.at(-1) as { tagName: string }).tagName === 'br')
    nodes.pop();
  const isEmpty = nodes.every((node) => node.type === 'text' && node.value.trim() === '');
  return isEmpty ? [] : nodes;
};

const runOf = (run: XmlElement, relationships: Map<string, Relationship>): ElementContent[] => {
  if (run.name === 'a:fld' && /^(slidenum|datetime)/.test(run.attributes.type ?? '')) return [];
  const value = xmlText(childOf(run, 'a:t')).replaceAll('\u000B', ' ');
  if (value === '') return [];
  const properties = childOf(run, 'a:rPr');
  const isCode = isTypewriterFace(childOf(properties, 'a:latin')?.attributes.typeface ?? '');
  let marked: ElementContent = text(value);
  if (/Strike$/.test(properties?.attributes.strike ?? '')) marked = element('del', [marked]);
  if (isTrue(properties?.attributes.i)) marked = element('em', [marked]);
  if (isTrue(properties?.attributes.b)) marked = element('strong', [marked]);
  const baseline = Number.parseInt(properties?.attributes.baseline ?? '0', 10);
  if (baseline !== 0) marked = element(baseline > 0 ? 'sup' : 'sub', [marked]);
  if (isCode) marked = element('code', [text(value)]);
  const url = relationships.get(childOf(properties, 'a:hlinkClick')?.attributes['r:id'] ?? '')?.target;
  return [url && /^[a-z]+:/i.test(url) ? element('a', [marked], { href: url }) : marked];
};

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
