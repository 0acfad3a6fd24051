import type { Root } from 'hast';
import { defaultHandlers, defaultNodeHandlers, type Handle, type State } from 'hast-util-to-mdast';
import type { Root as MarkdownRoot, RootContent } from 'mdast';
import { collapseWhitespace } from './collapse-whitespace.ts';
import { holdsBlocks, wrapPhrasing } from './wrap-phrasing.ts';

/**
 * What `toMdast` of hast-util-to-mdast does, with its handlers of single elements, but in passes that stay linear: the
 * library's own take half of a conversion's time, and on a wide or hostile document that of the square of its size.
 */
export const hastToMdast = (tree: Root, handlers: Record<string, Handle>): MarkdownRoot => {
  const children = stateOf(handlers).all(collapseWhitespace(tree)) as RootContent[];
  const root: MarkdownRoot = {
    type: 'root',
    children: holdsBlocks(children) ? wrapPhrasing(children) : children,
  };
  joinTexts(root);
  return root;
};

const stateOf = (handlers: Record<string, Handle>): State => {
  const state: State = {
    all: (parent) => {
      const made: RootContent[] = [];
      for (const child of parent.children ?? []) {
        const result = state.one(child, parent) as RootContent | RootContent[] | undefined;
        if (Array.isArray(result)) for (const node of result) made.push(node);
        else if (result) made.push(result);
      }
      return made;
    },
    one: (node, parent) => {
      if (node.type === 'text') return { type: 'text', value: node.value };
      if (node.type !== 'element') return undefined;
      const handle = state.handlers[node.tagName];
      return handle ? (handle(state, node, parent) ?? undefined) : state.all(node);
    },
    patch: () => undefined,
    resolve: (url) => url ?? '',
    toFlow: wrapPhrasing as State['toFlow'],
    toSpecificContent: (nodes, build) => {
      const { type } = build();
      const parents: ReturnType<typeof build>[] = [];
      const orphans: (typeof nodes)[number][] = [];
      for (const node of nodes) {
        if (node.type !== type) {
          orphans.push(node);
          continue;
        }
        const parent = node as unknown as ReturnType<typeof build>;
        parent.children = [...(orphans.splice(0) as typeof parent.children), ...parent.children];
        parents.push(parent);
      }
      if (orphans.length > 0) {
        const parent = parents.at(-1) ?? build();
        parent.children = [...parent.children, ...(orphans as typeof parent.children)];
        if (parents.length === 0) parents.push(parent);
      }
      return parents;
    },
    handlers: { ...defaultHandlers, ...handlers },
    nodeHandlers: defaultNodeHandlers,
    options: {},
    elementById: new Map(),
    baseFound: false,
    frozenBaseUrl: undefined,
    inTable: false,
    qNesting: 0,
  };
  return state;
};

interface Parent {
  type: string;
  children: { type: string; value?: string; children?: unknown[] }[];
}

/** Makes one of neighbouring texts, and takes off what white space handlers made at the edges of lines and blocks. */
const joinTexts = (parent: Parent): void => {
  const children: Parent['children'] = [];
  for (const child of parent.children) {
    const last = children.at(-1);
    if (child.type === 'text' && last?.type === 'text') last.value = `${last.value}${child.value}`;
    else children.push(child);
    if (child.children) joinTexts(child as Parent);
  }
  const isBlock = parent.type === 'heading' || parent.type === 'paragraph' || parent.type === 'root';
  children.forEach((child, index) => {
    if (child.type !== 'text') return;
    let value = (child.value ?? '').replace(/[\t ]*(\r?\n|\r)[\t ]*/, '$1');
    if (isBlock && index === 0) value = value.replace(/^[\t ]+/, '');
    if (isBlock && index === children.length - 1) value = value.trimEnd();
    child.value = value;
  });
  parent.children = children.filter((child) => child.type !== 'text' || child.value !== '');
};
