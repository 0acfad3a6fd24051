import type { ElementContent } from 'hast';
import { element, footnoteReference, math, text } from '../hast.ts';
import { childOf, descendantsOf, type XmlElement, xmlText } from '../text/parse-xml.ts';
import type { TextStyle } from './styles.ts';

export interface OdtContext {
  readonly styleOf: (name: string | undefined) => TextStyle;
  /** Whether a list style numbers its items at a level. */
  /** The number with which a level of a list style begins; null where it has no numbers. */
  readonly numberingOf: (listStyle: string | undefined, level: number) => number | null;
  readonly formula: (frame: XmlElement) => string | null;
  /** Notes as they are met; each is read where the document ends. */
  readonly notes: XmlElement[];
  readonly boxes: XmlElement[];
  /** The number that would come next in a list, by its style and by its id. */
  readonly nextNumbers: Map<string, number>;
}

/** The inline content of a paragraph, heading or span. White space in OpenDocument is counted in elements. */
export const readOdtInline = (parent: XmlElement, context: OdtContext, base: TextStyle): ElementContent[] => {
  const nodes: ElementContent[] = [];
  for (const node of parent.children) {
    if (typeof node === 'string') {
      nodes.push(text(node.replace(/[\t\n\r ]+/g, ' ')));
      continue;
    }
    switch (node.name) {
      case 'text:s':
        nodes.push(text(' '.repeat(Math.min(1000, Number(node.attributes['text:c'] ?? 1)))));
        break;
      case 'text:tab':
        nodes.push(text('\t'));
        break;
      case 'text:line-break':
        nodes.push(element('br'));
        break;
      case 'text:span':
        nodes.push(
          ...marked(
            readOdtInline(node, context, base),
            context.styleOf(node.attributes['text:style-name']),
            base,
          ),
        );
        break;
      case 'text:a': {
        const href = node.attributes['xlink:href'] ?? '';
        nodes.push(element('a', readOdtInline(node, context, base), { href }));
        break;
      }
      case 'text:note':
        context.notes.push(node);
        nodes.push(footnoteReference(node.attributes['text:id'] ?? `n${context.notes.length}`));
        break;
      case 'draw:frame':
        nodes.push(...frameOf(node, context));
        break;
      case 'text:bookmark':
      case 'text:bookmark-start':
      case 'text:bookmark-end':
      case 'office:annotation':
      case 'text:soft-page-break':
      case 'text:change':
      case 'text:change-start':
      case 'text:change-end':
        break;
      default:
        nodes.push(...readOdtInline(node, context, base));
    }
  }
  return nodes;
};

const marked = (nodes: ElementContent[], style: TextStyle, base: TextStyle): ElementContent[] => {
  if (style.isHidden) return [];
  if (style.isMonospaced && !base.isMonospaced && nodes.every((node) => node.type === 'text'))
    return [element('code', nodes)];
  let marks = nodes;
  if (style.isStruck) marks = [element('del', marks)];
  if (style.isItalic && !base.isItalic) marks = [element('em', marks)];
  if (style.isBold && !base.isBold) marks = [element('strong', marks)];
  if (style.script) marks = [element(style.script, marks)];
  return marks;
};

const frameOf = (frame: XmlElement, context: OdtContext): ElementContent[] => {
  const box = childOf(frame, 'draw:text-box');
  if (box) {
    context.boxes.push(box);
    return [];
  }
  const latex = context.formula(frame);
  if (latex) return [math(latex, false)];
  const alt = [...descendantsOf(frame, 'svg:title'), ...descendantsOf(frame, 'svg:desc')]
    .map(xmlText)
    .find((value) => value.trim());
  return alt ? [element('img', [], { alt })] : [];
};
