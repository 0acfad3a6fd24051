import type { Element, ElementContent } from 'hast';
import type { Handle, State } from 'hast-util-to-mdast';
import type { BlockContent, Paragraph, PhrasingContent } from 'mdast';
import { isElement } from '../hast.ts';

/**
 * GFM has no definition list. A term stands bold on a line of its own, and what it means on the next line of the same
 * paragraph, as pandoc writes it: so no passage is cut between the two, and a reader of Markdown sees which term is meant.
 */
export const definitionList: Handle = (state, list: Element) =>
  groupsOf(list).flatMap(printed(state)) as never;

interface Group {
  readonly terms: Element[];
  readonly definitions: Element[];
}

const groupsOf = (list: Element): Group[] => {
  const groups: Group[] = [];
  for (const part of partsOf(list)) {
    const last = groups.at(-1);
    const goesOn = last && (isElement(part, 'dd') || last.definitions.length === 0);
    const group = goesOn ? last : { terms: [], definitions: [] };
    if (!goesOn) groups.push(group);
    (isElement(part, 'dt') ? group.terms : group.definitions).push(part);
  }
  return groups;
};

/** HTML lets a `div` group the terms of a list. */
const partsOf = (list: Element): Element[] =>
  list.children.flatMap((child) =>
    isElement(child, 'div') ? partsOf(child) : isElement(child, 'dt', 'dd') ? [child] : [],
  );

const printed =
  (state: State) =>
  ({ terms, definitions }: Group): BlockContent[] => {
    const blocks = terms.flatMap((term) => termBlocks(state, term));
    if (definitions.length === 0) return blocks;
    const joined = joinParagraphs(blocks);
    let isOpen = joined.at(-1)?.type === 'paragraph';
    for (const definition of definitions) {
      const flow = state.toFlow(state.all(definition)) as BlockContent[];
      const [first, ...rest] = flow;
      const last = joined.at(-1);
      if (
        isOpen &&
        first?.type === 'paragraph' &&
        last?.type === 'paragraph' &&
        !beginsWithList(definition)
      ) {
        joined[joined.length - 1] = onTwoLines(last, first);
        joined.push(...rest);
        isOpen = rest.length === 0;
      } else {
        joined.push(...flow);
        isOpen = false;
      }
    }
    return joined;
  };

const termBlocks = (state: State, term: Element): BlockContent[] =>
  (state.toFlow(state.all(term)) as BlockContent[]).map((block) =>
    block.type === 'paragraph'
      ? { ...block, children: [{ type: 'strong', children: block.children }] }
      : block,
  );

/** Terms that share a definition stand together. */
const joinParagraphs = (blocks: readonly BlockContent[]): BlockContent[] => {
  const joined: BlockContent[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last?.type === 'paragraph' && block.type === 'paragraph')
      joined[joined.length - 1] = onTwoLines(last, block);
    else joined.push(block);
  }
  return joined;
};

const onTwoLines = (first: Paragraph, second: Paragraph): Paragraph => {
  const children: PhrasingContent[] = [...first.children, { type: 'break' }, ...second.children];
  return { type: 'paragraph', children };
};

/** Its first term would read as another name of the outer one. */
const beginsWithList = (definition: Element): boolean => {
  const first = definition.children.find(
    (child: ElementContent) => child.type !== 'text' || child.value.trim() !== '',
  );
  return first !== undefined && isElement(first, 'dl');
};
