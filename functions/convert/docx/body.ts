import type { ElementContent } from 'hast';
import { joinDefinitions } from '../definition-parts.ts';
import { element, isElement, text, textOf } from '../hast.ts';
import type { FlatItem } from '../nest-list.ts';
import { chartBlocks } from '../ooxml/chart-blocks.ts';
import type { Relationship } from '../ooxml/open-package.ts';
import type { Chart } from '../ooxml/read-chart.ts';
import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { type Block, gather } from './gather-blocks.ts';
import { type InlineContent, isOn, readInline } from './inline.ts';
import type { ListMark, Numbering } from './numbering.ts';
import type { PageBreaks } from './page-breaks.ts';
import { outlineLevel, type ParagraphStyle } from './styles.ts';
import { readTable } from './table.ts';

export interface DocumentContext {
  readonly styleOf: (id: string | undefined) => ParagraphStyle;
  readonly numbering: Numbering;
  readonly relationships: Map<string, Relationship>;
  readonly chart: (relationshipId: string | undefined) => Chart | null;
  /** 1 where the document has a title above its first headings. */
  readonly headingShift: number;
  /** Null where the pages are not known, and for what stands apart from the pages' text. */
  readonly pages: PageBreaks | null;
}

/** In twentieths of a point. */
const minIndent = 360;

const transparent = new Set(['w:sdt', 'w:sdtContent', 'w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag']);
const codeLike = /[{}();=<>[\]]|^\s{2,}\S|^[$#>] |\w+\.\w+\(/m;

/** The blocks of a body, a cell, a note or a text box. */
export const readBlocks = (parent: XmlElement, context: DocumentContext): ElementContent[] => {
  const blocks: Block[] = [];
  const before: XmlElement[] = [];
  const walk = (node: XmlElement): void => {
    for (const child of elementsOf(node)) {
      if (child.name === 'w:p' && childOf(child, 'w:pPr', 'w:rPr', 'w:del')) before.push(child);
      else if (child.name === 'w:p') blocks.push(...readParagraph(joined(before.splice(0), child), context));
      else if (child.name === 'w:tbl')
        blocks.push({
          kind: 'other',
          node: readTable(child, (cell) => readBlocks(cell, context), context.pages),
        });
      else if (transparent.has(child.name)) walk(child);
      else if (child.name === 'mc:AlternateContent')
        walk(childOf(child, 'mc:Choice') ?? childOf(child, 'mc:Fallback') ?? child);
    }
  };
  walk(parent);
  const last = before.pop();
  if (last) blocks.push(...readParagraph(joined(before, last), context));
  return joinDefinitions(gather(blocks));
};

/** Where the mark at the end of a paragraph was deleted, the next one goes on with it and says what it is. */
const joined = (before: readonly XmlElement[], paragraph: XmlElement): XmlElement =>
  before.length === 0
    ? paragraph
    : {
        ...paragraph,
        children: [
          ...elementsOf(paragraph, 'w:pPr'),
          ...[...before, paragraph].flatMap((each) =>
            elementsOf(each).filter(({ name }) => name !== 'w:pPr'),
          ),
        ],
      };

const readParagraph = (paragraph: XmlElement, context: DocumentContext): Block[] => {
  const properties = childOf(paragraph, 'w:pPr');
  const style = context.styleOf(childOf(properties, 'w:pStyle')?.attributes['w:val']);
  if (isOn(properties, 'w:pageBreakBefore')) context.pages?.turn('author');
  const startsBefore = context.pages?.takeStart() ?? null;
  const inline = readInline(paragraph, context.relationships, {
    isStyleMonospaced: style.isMonospaced,
    isMonospacedStyle: (id) => id !== '' && context.styleOf(id).isMonospaced,
    pages: context.pages,
  });
  const starts = inline.startsPage ?? startsBefore;
  const start: Block[] = starts === null ? [] : [{ kind: 'page', page: starts }];
  return [...start, ...paragraphBlocks(properties, style, inline, context)];
};

const paragraphBlocks = (
  properties: XmlElement | undefined,
  style: ParagraphStyle,
  inline: InlineContent,
  context: DocumentContext,
): Block[] => {
  const boxes = [
    ...inline.boxes.flatMap((box) => readBlocks(box, { ...context, pages: null })),
    ...inline.charts.flatMap(({ attributes }) => {
      const chart = context.chart(attributes['r:id']);
      return chart ? chartBlocks(chart) : [];
    }),
  ].map((node): Block => ({ kind: 'other', node }));
  const content = inline.nodes;
  const plain = content.map(textOf).join('');
  const isEmpty = plain.trim() === '' && !content.some((node) => containsPicture(node));
  if (isEmpty) return boxes.length > 0 ? boxes : [{ kind: 'blank' }];

  const level = headingLevel(properties, style, context);
  const mark = markOf(properties, style, context);
  if (level !== null) {
    const label = mark?.isOrdered ? [text(`${mark.label} `)] : [];
    const words = content.filter((node) => !isElement(node, 'quarry-page'));
    return [
      { kind: 'other', node: heading(level, [...label, ...words]) },
      ...content.flatMap(pageInside),
      ...boxes,
    ];
  }
  if (style.definitionPart && !mark)
    return [{ kind: 'other', node: element(style.definitionPart, content) }, ...boxes];
  if (style.isCode || (inline.isMonospaced && codeLike.test(codeText(content)))) {
    return [{ kind: 'code', code: codeText(content) }, ...boxes];
  }
  if (mark ? mark.label === '' : !style.isQuote && isIndented(properties, style))
    return [{ kind: 'continuation', node: element('p', content) }, ...boxes];
  if (mark) return [{ kind: 'item', item: itemOf(mark, content) }, ...boxes];
  if (style.isQuote) return [{ kind: 'quote', nodes: content }, ...boxes];
  return [
    { kind: 'other', node: element('p', inline.isMonospaced ? content.map(withoutCode) : content) },
    ...boxes,
  ];
};

const markOf = (
  properties: XmlElement | undefined,
  style: ParagraphStyle,
  context: DocumentContext,
): ListMark | null => {
  const own = childOf(properties, 'w:numPr');
  const listId = childOf(own, 'w:numId')?.attributes['w:val'] ?? style.numberingId;
  const depth = childOf(own, 'w:ilvl')?.attributes['w:val'] ?? style.numberingLevel ?? 0;
  const mark = listId ? context.numbering(listId, Number(depth)) : null;
  return mark && { ...mark, level: Math.max(mark.level, style.listDepth) };
};

/** Inside a list such a paragraph goes on with the item above it. */
const isIndented = (properties: XmlElement | undefined, style: ParagraphStyle): boolean => {
  const indent = childOf(properties, 'w:ind')?.attributes;
  const left = Number(indent?.['w:left'] ?? indent?.['w:start'] ?? 0);
  return style.isListContinuation || (left >= minIndent && indent?.['w:firstLine'] === undefined);
};

/** A number such as 2.1 is part of what the item says, since Markdown would show a 1 there. */
const itemOf = (
  { level, isOrdered, number, label, isCompound }: ListMark,
  content: ElementContent[],
): FlatItem =>
  isCompound
    ? { level, isOrdered: false, children: [text(`${label} `), ...content] }
    : { level, isOrdered, number, children: content };

const headingLevel = (
  properties: XmlElement | undefined,
  style: ParagraphStyle,
  context: DocumentContext,
): number | null => {
  const own = childOf(properties, 'w:outlineLvl')?.attributes['w:val'];
  const level = own === undefined ? style.headingLevel : outlineLevel(own);
  return level === null ? null : level + context.headingShift;
};

/** HTML has six levels; the repair of headings is told of the rest by an attribute. */
const heading = (level: number, content: ElementContent[]) =>
  element(`h${Math.min(6, Math.max(1, level))}`, content.map(withoutStrong));

const withoutStrong = (node: ElementContent): ElementContent =>
  isElement(node, 'strong')
    ? element('span', node.children)
    : isElement(node, 'br')
      ? { type: 'text', value: ' ' }
      : node;

/** Prose that is set in a typewriter face throughout is still prose. */
const withoutCode = (node: ElementContent): ElementContent =>
  isElement(node, 'code') ? element('span', node.children) : node;

const containsPicture = (node: ElementContent): boolean =>
  isElement(node, 'img', 'quarry-math', 'quarry-footnote-reference') ||
  (isElement(node) && node.children.some(containsPicture));

const pageInside = (node: ElementContent): Block[] =>
  isElement(node, 'quarry-page') ? [{ kind: 'page', page: Number(node.properties.page) }] : [];

const codeText = (nodes: ElementContent[]): string =>
  nodes
    .map((node) => (isElement(node, 'br') ? '\n' : isElement(node) ? codeText(node.children) : textOf(node)))
    .join('');
