import type { Element, Root } from 'hast';
import type { Handle, State } from 'hast-util-to-mdast';
import type { Root as MarkdownRoot, Nodes, TableRow } from 'mdast';
import { isElement, textOf } from '../hast.ts';
import { definitionList } from './definition-list.ts';
import { hastToMdast } from './hast-to-mdast.ts';
import { needsScriptTag, scriptText } from './script-text.ts';

/** Elements of our own, and those that the library would drop or say in another way. */
const handlers: Record<string, Handle> = {
  table: (state, table: Element) => ({
    type: 'table',
    align: [],
    children: table.children.map((row) => ({
      type: 'tableRow',
      children: (row as Element).children.map((cell) => ({
        type: 'tableCell',
        children: state.all(cell as Element),
      })),
    })) as TableRow[],
  }),
  dl: definitionList,
  'quarry-line': () => ({ type: 'html', value: '<br>' }),
  'quarry-cell-list': (state, list: Element) => tagged('ul', state.all(list)),
  'quarry-cell-item': (state, item: Element) => tagged('li', state.all(item)),
  'quarry-math': (_state, node: Element) => {
    const latex = textOf(node).trim();
    return (node.properties.isDisplay
      ? { type: 'math', value: latex }
      : { type: 'inlineMath', value: latex }) as unknown as Nodes;
  },
  'quarry-footnote-reference': (_state, node: Element) => ({
    type: 'footnoteReference',
    identifier: String(node.properties.label),
    label: String(node.properties.label),
  }),
  'quarry-footnote': (state, node: Element) => ({
    type: 'footnoteDefinition',
    identifier: String(node.properties.label),
    label: String(node.properties.label),
    children: state.toFlow(state.all(node)),
  }),
  a: (state, node: Element) => {
    const url = linkTarget(node.properties.href);
    const children = state.all(node);
    if (url === null || textOf(node).trim() === '') return children;
    return { type: 'link', url, title: null, children: children as never };
  },
  img: (_state, node: Element) => {
    const alt = String(node.properties.alt ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    const url = String(node.properties.src ?? '');
    return alt ? { type: 'image', alt, url: /^https?:/i.test(url) ? url : '', title: null } : undefined;
  },
  sup: (state, node: Element) => scripted(state, node, 'sup'),
  sub: (state, node: Element) => scripted(state, node, 'sub'),
  q: (state, node: Element) =>
    [{ type: 'text', value: '“' }, ...state.all(node), { type: 'text', value: '”' }] as never,
  u: (state, node: Element) => state.all(node),
  caption: (state, node: Element) => state.toFlow(state.all(node)) as never,
  summary: (state, node: Element) => ({ type: 'paragraph', children: state.all(node) as never }),
};

const scripted = (state: State, node: Element, script: 'sup' | 'sub'): never => {
  const written = textOf(node);
  const value = scriptText(written, script);
  if (value !== null) return { type: 'text', value } as never;
  return needsScriptTag(written) ? tagged(script, state.all(node)) : (state.all(node) as never);
};

const tagged = (tagName: string, children: Nodes[]): never =>
  [{ type: 'html', value: `<${tagName}>` }, ...children, { type: 'html', value: `</${tagName}>` }] as never;

/** A link is kept where it leads outside; a script or a place inside the page leads nowhere in Markdown. */
const linkTarget = (href: unknown): string | null => {
  const target = String(href ?? '').trim();
  return target === '' || /^(#|javascript:|vbscript:|data:)/i.test(target) ? null : target;
};

export const toMarkdownTree = (tree: Root): MarkdownRoot => hastToMdast(tree, handlers);

export const hasContent = (tree: Root): boolean =>
  tree.children.some((child) => isElement(child) || (child.type === 'text' && child.value.trim() !== ''));
