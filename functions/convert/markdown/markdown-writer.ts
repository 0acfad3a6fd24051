import type { Root } from 'hast';
import type { Root as MarkdownRoot } from 'mdast';
import { withoutPageMarks } from '../page-marks.ts';
import { cleanText } from './clean-text.ts';
import { mendLists } from './mend-lists.ts';
import { normaliseTables } from './normalise-tables.ts';
import { printMarkdown } from './print-markdown.ts';
import { printedCells } from './printed-cells.ts';
import { headingRepair } from './repair-headings.ts';
import { tidyInline } from './tidy-inline.ts';
import { hasContent, toMarkdownTree } from './to-markdown-tree.ts';

/** What both kinds of tree have in common, as far as the pipeline changes it in place. */
interface AnyNode {
  type: string;
  value?: string;
  spread?: boolean | null;
  children?: AnyNode[];
}

/** A plain walk: on a large document the general visitor costs more than the work it is called for. */
const walk = (node: AnyNode, visit: (node: AnyNode) => void): void => {
  visit(node);
  for (const child of node.children ?? []) walk(child, visit);
};

const paragraphsIn = (item: AnyNode): number =>
  (item.children ?? []).filter((child) => child.type === 'paragraph').length;

const between = (part: string, index: number): string[] => (index === 0 ? [part] : ['\n\n', part]);

/** The pipeline that every format ends in: trees in, one Markdown document out, with what was mended on the way. */
export const markdownWriter = () => {
  const printed: string[] = [];
  const headings = headingRepair();
  const cells = { cellsRead: 0, cellsIn: 0, cellsOut: 0, repeatedLetters: 0 };

  const writeTree = (tree: Root): void => {
    walk(tree as AnyNode, (node) => {
      if (node.type === 'text') node.value = cleanText(node.value ?? '');
    });
    mendLists(tree);
    normaliseTables(tree, cells);
    if (!hasContent(tree)) return;
    writeMarkdownTree(toMarkdownTree(tree));
  };

  const writeMarkdownTree = (tree: MarkdownRoot): void => {
    tidyInline(tree);
    headings.repair(tree);
    walk(tree as AnyNode, (node) => {
      if (node.type === 'tableCell' && node.children?.length) cells.cellsOut += 1;
      else if (node.type === 'listItem') node.spread = paragraphsIn(node) > 1;
      else if (node.type === 'list')
        node.spread = node.children?.some((item) => paragraphsIn(item) > 1) ?? false;
    });
    printed.push(printMarkdown(tree).trim());
  };

  return {
    writeTree,
    writeMarkdownTree,
    writeMarkdown(markdown: string): void {
      cells.cellsRead += printedCells(markdown);
      printed.push(markdown.trim());
    },
    finish() {
      // Joined in one go: of the text of a large document no copy is made that is not needed.
      const parts = printed.splice(0).filter(Boolean);
      const { markdown, pages } = withoutPageMarks([...parts.flatMap(between), '\n'].join(''));
      return { markdown, pages, title: headings.title(), repairs: headings.repairs, ...cells };
    },
  };
};
