import type { Root } from 'hast';
import type { Root as MarkdownRoot } from 'mdast';
import { visit } from 'unist-util-visit';
import { withoutPageMarks } from '../page-marks.ts';
import { cleanText } from './clean-text.ts';
import { normaliseTables } from './normalise-tables.ts';
import { printMarkdown } from './print-markdown.ts';
import { headingRepair } from './repair-headings.ts';
import { tidyInline } from './tidy-inline.ts';
import { hasContent, toMarkdownTree } from './to-markdown-tree.ts';

/** The pipeline that every format ends in: trees in, one Markdown document out, with what was mended on the way. */
export const markdownWriter = () => {
  const printed: string[] = [];
  const headings = headingRepair();
  const cells = { cellsIn: 0, cellsOut: 0 };

  const writeTree = (tree: Root): void => {
    visit(tree, 'text', (node) => {
      node.value = cleanText(node.value);
    });
    normaliseTables(tree, cells);
    if (!hasContent(tree)) return;
    writeMarkdownTree(toMarkdownTree(tree));
  };

  const writeMarkdownTree = (tree: MarkdownRoot): void => {
    tidyInline(tree);
    headings.repair(tree);
    visit(tree, 'listItem', (item) => {
      item.spread = item.children.filter((child) => child.type === 'paragraph').length > 1;
    });
    visit(tree, 'list', (list) => {
      list.spread = list.children.some((item) => item.spread);
    });
    visit(tree, 'tableCell', (cell) => {
      if (cell.children.length > 0) cells.cellsOut += 1;
    });
    printed.push(printMarkdown(tree).trim());
  };

  return {
    writeTree,
    writeMarkdownTree,
    writeMarkdown: (markdown: string): void => void printed.push(markdown.trim()),
    finish() {
      const { markdown, pages } = withoutPageMarks(`${printed.filter(Boolean).join('\n\n').trim()}\n`);
      return { markdown, pages, title: headings.title(), repairs: headings.repairs, ...cells };
    },
  };
};
