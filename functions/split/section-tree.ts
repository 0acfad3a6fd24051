import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { parseMarkdown, spanOf } from '#shared/markdown/parse-markdown.ts';

/** A heading with what stands under it. The root of a document is a section without a heading. */
export interface Section {
  readonly headingPath: readonly string[];
  /** Where the heading starts; for the root, 0. */
  readonly headingStart: number;
  /** What stands between the heading and the next one of any level. */
  readonly blocks: RootContent[];
  readonly children: Section[];
}

interface OpenSection {
  readonly depth: number;
  readonly section: Section;
}

/** Only headings at the top level of the document make sections; one inside a list or a quotation does not. */
export const sectionTree = (markdown: string): Section => {
  const root: Section = { headingPath: [], headingStart: 0, blocks: [], children: [] };
  const open: OpenSection[] = [{ depth: 0, section: root }];
  for (const block of parseMarkdown(markdown).children) {
    if (block.type === 'heading') {
      while (innermost(open).depth >= block.depth) open.pop();
      const parent = innermost(open).section;
      const heading = textOf(block, { includeImageAlt: false }).replace(/\s+/g, ' ').trim();
      const headingPath = heading === '' ? parent.headingPath : [...parent.headingPath, heading];
      const section: Section = { headingPath, headingStart: spanOf(block).start, blocks: [], children: [] };
      parent.children.push(section);
      open.push({ depth: block.depth, section });
    } else {
      innermost(open).section.blocks.push(block);
    }
  }
  return root;
};

/** The root has depth 0 and is never popped, so there always is one. */
const innermost = (open: readonly OpenSection[]): OpenSection => open[open.length - 1] as OpenSection;
