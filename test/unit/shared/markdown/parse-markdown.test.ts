import type { Nodes } from 'mdast';
import { expect, it } from 'vitest';
import { parseMarkdown, spanOf } from '#shared/markdown/parse-markdown.ts';

const nodesOf = (node: Nodes): Nodes[] => [
  node,
  ...('children' in node ? node.children.flatMap(nodesOf) : []),
];

it.each([
  'Write to _a@b.example_ or (a@b.example), *www.example.com*.',
  '[a@b.example is the address.',
  '/a@b.example and text\\@b.example',
  'A table:\n\n| a | b |\n|---|---|\n| a@b.example | https://b.example |\n\n- [ ] do[^1]\n\n[^1]: ~~never~~',
])('gives every node of %s its place in the text', (markdown) => {
  for (const node of nodesOf(parseMarkdown(markdown))) {
    const { start, end } = spanOf(node);
    if (node.type === 'text')
      expect(markdown.slice(start, end).replaceAll('\\', '')).toContain(node.value.trim());
  }
});
