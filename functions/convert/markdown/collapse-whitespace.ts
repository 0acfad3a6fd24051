import type { Element, ElementContent, Root } from 'hast';
import { isElement, text } from '../hast.ts';

const words = (list: string): Set<string> => new Set(list.split(' '));

/** Elements at whose edges white space does not show (HTML, 15.3). */
const blocks = words(
  'address article aside blockquote body br caption center col colgroup dd dialog dir div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre section summary table tbody td tfoot th thead tr ul wbr xmp',
);
/** Elements that stand in a line like a letter. */
const inline = words(
  'audio canvas embed iframe img math object picture svg video button input select textarea',
);
const unseen = words(
  'area base basefont dialog datalist head link meta noembed noframes param rp script source style template track title',
);
const verbatim = words('listing plaintext pre script style textarea xmp');

interface Surroundings {
  /** Whether white space at the start, or at the end, does not show because of what stands before, or after. */
  readonly before: boolean;
  readonly after: boolean;
  readonly isVerbatim: boolean;
}

/** A copy of a tree in which each run of white space is one space, or none where it would not show. Linear in its size. */
export const collapseWhitespace = (tree: Root): Root => ({
  ...tree,
  children: collapsedChildren(tree, { before: true, after: true, isVerbatim: false }).children,
});

const collapsedChildren = (
  parent: Root | Element,
  around: Surroundings,
): { children: ElementContent[]; endsBlank: boolean } => {
  const nodes = parent.children as ElementContent[];
  const isBlankAfter = blankAfterEach(nodes, around.after);
  const children: ElementContent[] = [];
  let before = around.before;
  nodes.forEach((node, index) => {
    const after = isBlankAfter[index] ?? around.after;
    if (node.type === 'text') {
      const value = around.isVerbatim ? node.value : collapsed(node.value, before, after);
      if (value === '') return;
      children.push(text(value));
      before = !around.isVerbatim && value.endsWith(' ');
    } else if (isElement(node)) {
      const isBlock = blocks.has(node.tagName);
      const inside = collapsedChildren(node, {
        before: before || isBlock,
        after: after || isBlock,
        isVerbatim: around.isVerbatim || verbatim.has(node.tagName),
      });
      children.push({ ...node, children: inside.children });
      before = inside.endsBlank && !inline.has(node.tagName);
    } else children.push(node);
  });
  return { children, endsBlank: before || around.after };
};

const collapsed = (value: string, before: boolean, after: boolean): string => {
  const single = value.replace(/[\t\n\v\f\r ]+/g, ' ');
  const start = before && single.startsWith(' ') ? 1 : 0;
  const end = after && single.length > start && single.endsWith(' ') ? -1 : undefined;
  return single.slice(start, end);
};

/** For each node, whether the next thing that shows lets white space before it vanish. */
const blankAfterEach = (nodes: readonly ElementContent[], after: boolean): boolean[] => {
  const found = new Array<boolean>(nodes.length);
  let next = after;
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    found[index] = next;
    next = boundaryOf(nodes[index] as ElementContent) ?? next;
  }
  return found;
};

/** True for what white space vanishes at, false for what shows, undefined for what shows nothing. */
const boundaryOf = (node: ElementContent): boolean | undefined => {
  if (node.type === 'text') return /[^\t\n\f\r ]/.test(node.value) ? false : undefined;
  if (!isElement(node)) return undefined;
  if (inline.has(node.tagName)) return false;
  if (blocks.has(node.tagName)) return true;
  if (unseen.has(node.tagName) || node.properties.hidden) return undefined;
  for (const child of node.children) {
    const boundary = boundaryOf(child);
    if (boundary !== undefined) return boundary;
  }
  return undefined;
};
