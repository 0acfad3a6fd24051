import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { isElement, math, text, textOf } from '../hast.ts';

/** Brings what HTML says in its own ways (formulas, footnotes, code languages) into the words of the pipeline. */
export const prepareHtml = (tree: Root): void => {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return;
    if (isElement(node, 'head', 'title')) {
      parent.children.splice(index, 1);
      return index;
    }
    if (node.tagName === 'math') parent.children[index] = formulaOf(node);
    else if (node.tagName === 'pre') fence(node);
    return undefined;
  });
};

const formulaOf = (node: Element): Element => {
  let latex: string | null = null;
  visit(node, 'element', (child) => {
    if (child.tagName === 'annotation' && /tex/i.test(String(child.properties.encoding ?? '')))
      latex ??= textOf(child);
  });
  return math((latex ?? textOf(node)).replace(/\s+/g, ' ').trim(), node.properties.display === 'block');
};

const fence = (pre: Element): void => {
  const code = pre.children.find((child) => isElement(child, 'code')) as Element | undefined;
  const names = [...classNames(pre), ...classNames(code)];
  const language =
    names
      .map((name) => /^(?:language|lang|brush:?|highlight-source)-?(\w[\w+#-]*)$/i.exec(name)?.[1])
      .find(Boolean) ??
    (names.includes('sourceCode')
      ? names.find((name) => name !== 'sourceCode' && /^[a-z]\w*$/.test(name))
      : undefined);
  const value = codeText(pre);
  pre.children = [
    {
      type: 'element',
      tagName: 'code',
      properties: language ? { className: [`language-${language}`] } : {},
      children: [text(value)],
    },
  ];
};

const classNames = (node: Element | undefined): string[] =>
  (node?.properties.className as string[] | undefined) ?? [];

const codeText = (node: Element): string =>
  node.children
    .map((child) =>
      child.type === 'text'
        ? child.value
        : isElement(child, 'br')
          ? '\n'
          : isElement(child)
            ? codeText(child)
            : '',
    )
    .join('');
