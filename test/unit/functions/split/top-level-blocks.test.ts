import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { topLevelBlocks } from '../../../../functions/split/top-level-blocks.ts';
import { parseMarkdown, spanOf } from '../../../../shared/markdown/parse-markdown.ts';
import { arbitrarySections, renderSections } from '../../../support/arbitrary-markdown.ts';

const outline = (node: Nodes): unknown => ({
  type: node.type,
  span: spanOf(node),
  children: 'children' in node ? node.children.map(outline) : [],
});

/** Rows of a long table are known by where they lie only. */
const rowsOnly = (node: Nodes): unknown =>
  node.type === 'table' ? { span: spanOf(node), rows: node.children.map(spanOf) } : outline(node);

describe('topLevelBlocks', () => {
  it('finds in stretches what the parser finds in the whole', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitrarySections, fc.integer({ min: 20, max: 400 }), (sections, stretchLength) => {
        const markdown = renderSections(sections);
        const inStretches = [...topLevelBlocks(markdown, stretchLength)].map(rowsOnly);
        expect(inStretches).toEqual(parseMarkdown(markdown).children.map(rowsOnly));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['a fence with blank lines and headings inside', '```\n\n# no\n\n| no\n\n~~~\n\ntext\n```\n\nText.\n'],
    ['a list whose items hold paragraphs', '- a\n\n  b\n\n- c\n\n      code\n\nText.\n'],
    ['a table and what follows it at once', '# A\n\n| a |\n| - |\n| 1 |\nText\n\n| b |\n| - |\n\nEnd\n'],
    ['bars that are no table', '| a\n| b\n\n| c |\n\nEnd'],
  ])('%s', (_name, markdown) => {
    expect([...topLevelBlocks(markdown, 1)].map(rowsOnly)).toEqual(
      parseMarkdown(markdown).children.map(rowsOnly),
    );
  });
});
