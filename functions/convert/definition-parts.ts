import type { Element, ElementContent } from 'hast';
import { element, isElement } from './hast.ts';

export type DefinitionPart = 'dt' | 'dd';

/** The styles of pandoc, and those of LibreOffice, for the terms of a list and for what is said of them. */
export const definitionPart = (styleName: string): DefinitionPart | null => {
  if (/^(definition ?term( tight)?|list ?heading)$/i.test(styleName)) return 'dt';
  return /^(definition( definition)?( tight)?|list ?contents)$/i.test(styleName) ? 'dd' : null;
};

/** Makes lists of terms and definitions that word processors keep as paragraphs; one without a term is a paragraph. */
export const joinDefinitions = (nodes: readonly ElementContent[]): ElementContent[] => {
  const joined: ElementContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    const list = last && isElement(last, 'dl') ? last : null;
    if (isElement(node, 'dt')) {
      if (list) list.children.push(node);
      else joined.push(element('dl', [node]));
    } else if (!isElement(node, 'dd')) joined.push(node);
    else if (list) define(list, element('p', node.children));
    else joined.push(element('p', node.children));
  }
  return joined;
};

const define = (list: Element, paragraph: Element): void => {
  const last = list.children.at(-1);
  if (last && isElement(last, 'dd')) last.children.push(paragraph);
  else list.children.push(element('dd', [paragraph]));
};
