import type { Element, ElementContent, Properties, Root, Text } from 'hast';

/** Builders for the trees that readers make. */
export const text = (value: string): Text => ({ type: 'text', value });

export const element = (
  tagName: string,
  children: ElementContent[] = [],
  properties: Properties = {},
): Element => ({ type: 'element', tagName, properties, children });

export const root = (children: ElementContent[]): Root => ({ type: 'root', children });

/** A formula as LaTeX, without delimiters. */
export const math = (latex: string, isDisplay: boolean): Element =>
  element('quarry-math', [text(latex)], { isDisplay });

export const footnoteReference = (label: string): Element =>
  element('quarry-footnote-reference', [], { label });

export const footnote = (label: string, children: ElementContent[]): Element =>
  element('quarry-footnote', children, { label });

export const codeBlock = (code: string, language?: string): Element =>
  element('pre', [element('code', [text(code)], language ? { className: [`language-${language}`] } : {})]);

export const isElement = <Name extends string>(
  node: { type: string },
  ...tagNames: Name[]
): node is Element & { tagName: Name } =>
  node.type === 'element' && (tagNames.length === 0 || tagNames.includes((node as Element).tagName as Name));

/** Every element below a node, in document order. A plain walk: the general visitor costs several times as much. */
export const walkElements = (parent: Root | Element, visit: (node: Element) => void): void => {
  for (const child of parent.children) {
    if (child.type !== 'element') continue;
    visit(child);
    walkElements(child, visit);
  }
};

/** All text below a node, without any separator. */
export const textOf = (node: Root | ElementContent | Root['children'][number]): string => {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
};
