import type { ElementContent } from 'hast';
import { codeBlock, element, isElement, textOf } from '../hast.ts';
import { type FlatItem, nestList } from '../nest-list.ts';
import type { Relationship } from '../ooxml/open-package.ts';
import { childOf, elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { readInline } from './inline.ts';
import type { Numbering } from './numbering.ts';
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
  | { kind: 'code'; code: string }
  | { kind: 'quote'; nodes: ElementContent[] }
  | { kind: 'other'; node: ElementContent }
  | { kind: 'blank' };

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
  if (level !== null) return [{ kind: 'other', node: heading(level, content) }, ...boxes];
  if (style.isCode || (inline.isMonospaced && codeLike.test(codeText(content)))) {
    return [{ kind: 'code', code: codeText(content) }, ...boxes];
  }
  const listId = childOf(properties, 'w:numPr', 'w:numId')?.attributes['w:val'] ?? style.numberingId;
  const depth = childOf(properties, 'w:numPr', 'w:ilvl')?.attributes['w:val'] ?? style.numberingLevel ?? 0;
  const mark = listId ? context.numbering(listId, Number(depth)) : null;
  if (mark) return [{ kind: 'item', item: { ...mark, children: content } }, ...boxes];
  if (style.isQuote) return [{ kind: 'quote', nodes: content }, ...boxes];
  return [
    { kind: 'other', node: element('p', inline.isMonospaced ? content.map(withoutCode) : content) },
    ...boxes,
  ];
};

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
    if (block.kind === 'other')
      nodes.push(...run.flatMap((each) => (each.kind === 'other' ? [each.node] : [])));
    else if (block.kind === 'item')
      nodes.push(...nestList(run.flatMap((each) => (each.kind === 'item' ? [each.item] : []))));
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

/** A blank line inside a list or a listing belongs to it. */
const takeRun = (blocks: Block[], from: number, kind: Block['kind']): Block[] => {
  let end = from + 1;
  let last = end;
  while (end < blocks.length) {
    const next = blocks[end]?.kind;
    if (next === kind) last = end + 1;
    else if (next !== 'blank' || kind === 'other') break;
    end += 1;
  }
  return blocks.slice(from, last);
};
