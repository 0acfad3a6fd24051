import type { ElementContent } from 'hast';
import { codeBlock, element, isElement, text, textOf } from '../hast.ts';
import { type FlatItem, nestList } from '../nest-list.ts';
import type { Relationship } from '../ooxml/open-package.ts';
import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { readInline } from './inline.ts';
import type { ListMark, Numbering } from './numbering.ts';
import { outlineLevel, type ParagraphStyle } from './styles.ts';
import { readTable } from './table.ts';

export interface DocumentContext {
  readonly styleOf: (id: string | undefined) => ParagraphStyle;
  readonly numbering: Numbering;
  readonly relationships: Map<string, Relationship>;
  /** 1 where the document has a title above its first headings. */
  readonly headingShift: number;
}

type Block =
  | { kind: 'item'; item: FlatItem }
  /** A paragraph of a list that has no mark of its own. */
  | { kind: 'continuation'; node: ElementContent }
  | { kind: 'code'; code: string }
  | { kind: 'quote'; nodes: ElementContent[] }
  | { kind: 'other'; node: ElementContent }
  | { kind: 'blank' };

/** In twentieths of a point. */
const minIndent = 360;

const transparent = new Set(['w:sdt', 'w:sdtContent', 'w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag']);
const codeLike = /[{}();=<>[\]]|^\s{2,}\S|^[$#>] |\w+\.\w+\(/m;

/** The blocks of a body, a cell, a note or a text box. */
export const readBlocks = (parent: XmlElement, context: DocumentContext): ElementContent[] => {
  const blocks: Block[] = [];
  const walk = (node: XmlElement): void => {
    for (const child of elementsOf(node)) {
      if (child.name === 'w:p') blocks.push(...readParagraph(child, context));
      else if (child.name === 'w:tbl')
        blocks.push({ kind: 'other', node: readTable(child, (cell) => readBlocks(cell, context)) });
      else if (transparent.has(child.name)) walk(child);
      else if (child.name === 'mc:AlternateContent')
        walk(childOf(child, 'mc:Choice') ?? childOf(child, 'mc:Fallback') ?? child);
    }
  };
  walk(parent);
  return gather(blocks);
};

const readParagraph = (paragraph: XmlElement, context: DocumentContext): Block[] => {
  const properties = childOf(paragraph, 'w:pPr');
  const style = context.styleOf(childOf(properties, 'w:pStyle')?.attributes['w:val']);
  const inline = readInline(paragraph, context.relationships, style.isMonospaced);
  const boxes = inline.boxes
    .flatMap((box) => readBlocks(box, context))
    .map((node): Block => ({ kind: 'other', node }));
  const content = inline.nodes;
  const plain = content.map(textOf).join('');
  const isEmpty = plain.trim() === '' && !content.some((node) => containsPicture(node));
  if (isEmpty) return boxes.length > 0 ? boxes : [{ kind: 'blank' }];

  const level = headingLevel(properties, style, context);
  const mark = markOf(properties, style, context);
  if (level !== null) {
    const label = mark?.isOrdered ? [text(`${mark.label} `)] : [];
    return [{ kind: 'other', node: heading(level, [...label, ...content]) }, ...boxes];
  }
  if (style.isCode || (inline.isMonospaced && codeLike.test(codeText(content)))) {
    return [{ kind: 'code', code: codeText(content) }, ...boxes];
  }
  if (mark ? mark.label === '' : isIndented(properties, style))
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

const codeText = (nodes: ElementContent[]): string =>
  nodes
    .map((node) => (isElement(node, 'br') ? '\n' : isElement(node) ? codeText(node.children) : textOf(node)))
    .join('');

/** Neighbours that say one thing become one: items a list, lines of code a block, paragraphs of a quotation a quote. */
const gather = (blocks: Block[]): ElementContent[] => {
  const nodes: ElementContent[] = [];
  for (let index = 0; index < blocks.length; ) {
    const block = blocks[index] as Block;
    const run = takeRun(blocks, index, block.kind);
    index += run.length;
    if (block.kind === 'other' || block.kind === 'continuation')
      nodes.push(...run.flatMap((each) => ('node' in each ? [each.node] : [])));
    else if (block.kind === 'item') nodes.push(...nestList(itemsOf(run)));
    else if (block.kind === 'code') {
      nodes.push(
        codeBlock(
          run
            .map((each) => (each.kind === 'code' ? each.code : ''))
            .join('\n')
            .trimEnd(),
        ),
      );
    } else if (block.kind === 'quote') {
      nodes.push(
        element(
          'blockquote',
          run.flatMap((each) => (each.kind === 'quote' ? [element('p', each.nodes)] : [])),
        ),
      );
    }
  }
  return nodes;
};

/** The items of a run, each with the paragraphs that go on with it. */
const itemsOf = (run: Block[]): FlatItem[] => {
  const items: FlatItem[] = [];
  for (const block of run) {
    if (block.kind === 'item') items.push(block.item);
    else if (block.kind === 'continuation') items.at(-1)?.children.push(block.node);
  }
  return items;
};

/** A blank line inside a list or a listing belongs to it. */
const takeRun = (blocks: Block[], from: number, kind: Block['kind']): Block[] => {
  let end = from + 1;
  let last = end;
  while (end < blocks.length) {
    const next = blocks[end]?.kind;
    if (next === kind || (kind === 'item' && next === 'continuation')) last = end + 1;
    else if (next !== 'blank' || kind === 'other') break;
    end += 1;
  }
  return blocks.slice(from, last);
};
