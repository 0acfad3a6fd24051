import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { spanOf } from '#shared/markdown/parse-markdown.ts';
import type { Atom } from './atom.ts';
import { cutBlock } from './cut-block.ts';
import { topLevelBlocks } from './top-level-blocks.ts';

/** A heading with what stands under it. The root of a document is a section without a heading. */
export interface Section {
  readonly headingPath: readonly string[];
  /** Where the heading starts; for the root, 0. */
  readonly headingStart: number;
  /** Of what stands between the heading and the next one of any level. The parsed blocks themselves are not kept. */
  readonly atoms: Atom[];
  readonly children: Section[];
}

interface OpenSection {
  readonly depth: number;
  readonly section: Section;
}

/** Only headings at the top level of the document make sections; one inside a list or a quotation does not. */
export const sectionTree = (markdown: string, maxTokens: number): Section => {
  const root: Section = { headingPath: [], headingStart: 0, atoms: [], children: [] };
  const open: OpenSection[] = [{ depth: 0, section: root }];
  let previous: RootContent | undefined;
  for (const block of topLevelBlocks(markdown)) {
    if (block.type === 'heading') {
      while (innermost(open).depth >= block.depth) open.pop();
      const parent = innermost(open).section;
      const heading = textOf(block, { includeImageAlt: false }).replace(/\s+/g, ' ').trim();
      const headingPath = heading === '' ? parent.headingPath : [...parent.headingPath, heading];
      const section: Section = { headingPath, headingStart: spanOf(block).start, atoms: [], children: [] };
      parent.children.push(section);
      open.push({ depth: block.depth, section });
    } else {
      const { atoms } = innermost(open).section;
      for (const atom of cutBlock(block, markdown, maxTokens, previous)) atoms.push(atom);
    }
    previous = block.type === 'heading' ? undefined : block;
  }
  return root;
};

/** The root has depth 0 and is never popped, so there always is one. */
const innermost = (open: readonly OpenSection[]): OpenSection => open[open.length - 1] as OpenSection;
