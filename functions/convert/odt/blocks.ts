import type { Element, ElementContent } from 'hast';
import { joinDefinitions } from '../definition-parts.ts';
import { codeBlock, element, isElement, textOf } from '../hast.ts';
import { elementsOf, type XmlElement } from '../text/parse-xml.ts';
import { type OdtContext, readOdtInline } from './inline.ts';
import { readOdtTable } from './table.ts';

/** The blocks of a text, a cell, a note or a text box. */
export const readOdtBlocks = (parent: XmlElement, context: OdtContext): ElementContent[] => {
  const blocks: ElementContent[] = [];
  for (const node of elementsOf(parent)) {
    blocks.push(...blockOf(node, context));
    while (context.boxes.length > 0)
      blocks.push(...readOdtBlocks(context.boxes.shift() as XmlElement, context));
  }
  return joinDefinitions(joinNeighbours(blocks));
};

const skipped = new Set([
  'text:table-of-content',
  'text:alphabetical-index',
  'text:tracked-changes',
  'text:sequence-decls',
  'office:forms',
]);

const blockOf = (node: XmlElement, context: OdtContext): ElementContent[] => {
  if (skipped.has(node.name)) return [];
  switch (node.name) {
    case 'text:h':
      return headingOf(node, Number(node.attributes['text:outline-level'] ?? 1), context);
    case 'text:p':
      return paragraphOf(node, context);
    case 'text:list':
      return [listOf(node, context, undefined, 1)];
    case 'table:table':
      return [readOdtTable(node, (cell) => readOdtBlocks(cell, context))];
    case 'draw:frame':
      return paragraphOf({ name: 'text:p', attributes: {}, children: [node] }, context);
    default:
      return readOdtBlocks(node, context);
  }
};

const headingOf = (node: XmlElement, level: number, context: OdtContext): ElementContent[] => {
  const style = { ...context.styleOf(node.attributes['text:style-name']), isBold: true };
  const content = readOdtInline(node, context, style);
  return [
    element(
      `h${Math.min(6, Math.max(1, level))}`,
      content.map((each) => (isElement(each, 'br') ? { type: 'text', value: ' ' } : each)),
    ),
  ];
};

const paragraphOf = (node: XmlElement, context: OdtContext): ElementContent[] => {
  const style = context.styleOf(node.attributes['text:style-name']);
  const content = readOdtInline(node, context, style);
  if (style.definitionPart && content.length > 0) return [element(style.definitionPart, content)];
  const isCode = style.isCode || style.isMonospaced || isAllCode(content);
  if (isCode) return [{ ...codeBlock(codeText(content)), data: { joins: true } } as Element];
  if (content.length === 0) return [];
  if (style.isTitle) return [element('h1', content)];
  if (style.headingLevel !== null) return [element(`h${Math.min(6, style.headingLevel)}`, content)];
  return [style.isQuote ? element('blockquote', [element('p', content)]) : element('p', content)];
};

const isAllCode = (content: ElementContent[]): boolean =>
  content.some((node) => isElement(node, 'code')) &&
  content.every(
    (node) => isElement(node, 'code', 'br') || (node.type === 'text' && node.value.trim() === ''),
  ) &&
  /[{}();=<>[\]]|^\s{2,}\S|^[$#>] /m.test(codeText(content));

const codeText = (nodes: ElementContent[]): string =>
  nodes
    .map((node) => (isElement(node, 'br') ? '\n' : isElement(node) ? codeText(node.children) : textOf(node)))
    .join('');

/** A list without a style of its own has that of the list around it. */
const listOf = (
  list: XmlElement,
  context: OdtContext,
  outerStyle: string | undefined,
  level: number,
): Element => {
  const style = list.attributes['text:style-name'] ?? outerStyle;
  const first = context.numberingOf(style, level);
  const isNumbered = first !== null;
  const items = elementsOf(list, 'text:list-item', 'text:list-header').map((item) => {
    const children = elementsOf(item).flatMap((child) =>
      child.name === 'text:list' ? [listOf(child, context, style, level + 1)] : blockOf(child, context),
    );
    return element('li', joinDefinitions(joinNeighbours(children)));
  });
  const start = isNumbered ? (startOf(list, style, context) ?? first) : 1;
  const own = items.filter((item) => item.children.some((child) => !isElement(child, 'ul', 'ol')));
  for (const key of [style, list.attributes['xml:id']])
    if (key !== undefined && level === 1) context.nextNumbers.set(key, start + own.length);
  return element(isNumbered ? 'ol' : 'ul', items, isNumbered && start > 1 ? { start } : {});
};

/** A list may go on with the numbers of the one before it of its style, or of one that it names. */
const startOf = (
  list: XmlElement,
  style: string | undefined,
  { nextNumbers }: OdtContext,
): number | undefined => {
  const { 'text:continue-list': named, 'text:continue-numbering': goesOn } = list.attributes;
  const written = elementsOf(list)[0]?.attributes['text:start-value'];
  if (written !== undefined) return Number(written);
  return nextNumbers.get(named ?? (goesOn === 'true' ? (style ?? '') : ''));
};

/** Lines of code, each a paragraph of its own, are one listing; paragraphs of a quotation one quotation. */
const joinNeighbours = (blocks: ElementContent[]): ElementContent[] => {
  const joined: ElementContent[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last && isElement(block, 'pre') && isElement(last, 'pre') && joins(block) && joins(last)) {
      joined[joined.length - 1] = {
        ...codeBlock(`${textOf(last)}\n${textOf(block)}`),
        data: { joins: true },
      } as Element;
    } else if (last && isElement(block, 'blockquote') && isElement(last, 'blockquote'))
      last.children.push(...block.children);
    else joined.push(block);
  }
  return joined.flatMap((block) => (isElement(block, 'pre') && textOf(block).trim() === '' ? [] : [block]));
};

const joins = (node: Element): boolean => (node.data as { joins?: boolean } | undefined)?.joins === true;
