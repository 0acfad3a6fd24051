import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, it } from 'vitest';
import { parseMarkdown, spanOf } from '../../../../shared/markdown/parse-markdown.ts';

const linksIn = (node: Nodes): number =>
  (node.type === 'link' ? 1 : 0) +
  ('children' in node ? node.children.reduce((sum, child) => sum + linksIn(child), 0) : 0);

describe('a paragraph with more brackets than an author writes', { timeout: 60_000 }, () => {
  it.each([
    ['links', '[a](b) '.repeat(501)],
    ['links over many lines', '[a](b)\n'.repeat(501)],
    ['links in a quotation', '> [a](b)\n'.repeat(501)],
    ['openings of links', '[a]('.repeat(12_500)],
    ['openings alone', '['.repeat(20_000)],
  ])('is parsed to text: %s', (_name, markdown) => {
    expect(linksIn(parseMarkdown(markdown))).toBe(0);
    expect(textOf(parseMarkdown(markdown)).length).toBeGreaterThan(markdown.length * 0.6);
  });

  it('keeps its text, with what is escaped, and its place', () => {
    const markdown = `# A [b](c)\n\n${String.raw`[x \[y\] \\[z] `.repeat(400)}\n\nSee [d](e).\n`;
    const { children } = parseMarkdown(markdown);
    expect(children.map(linksIn)).toEqual([1, 0, 1]);
    const many = children[1];
    expect(many && textOf(many)).toBe(String.raw`[x [y] \[z] `.repeat(400).trim());
    expect(many && markdown.slice(spanOf(many).start).startsWith('[x')).toBe(true);
    expect(many && markdown.slice(spanOf(many).end).trim()).toBe('See [d](e).');
  });

  it('is told apart from a list and from sections that have as many together', () => {
    const items = '- [ ] do [a](b)\n'.repeat(600);
    const [list] = parseMarkdown(items).children;
    expect(list?.type === 'list' && list.children.every(({ checked }) => checked === false)).toBe(true);
    expect(linksIn(parseMarkdown(items))).toBe(600);
    expect(linksIn(parseMarkdown('See [a](b).\n\n'.repeat(600)))).toBe(600);
  });

  it('leaves the rows of a table where they are', () => {
    const rows = '| [a](b) | c |\n'.repeat(600);
    const [table] = parseMarkdown(`| x | y |\n| - | - |\n${rows}`).children;
    expect(table?.type === 'table' && table.children.length).toBe(601);
  });
});
