import type { Heading, Root, RootContent } from 'mdast';
import { toString as plain } from 'mdast-util-to-string';
import { describe, expect, it } from 'vitest';
import { headingRepair } from '../../../../../functions/convert/markdown/repair-headings.ts';

const heading = (line: string): Heading => ({
  type: 'heading',
  depth: line.indexOf(' ') as Heading['depth'],
  children: [{ type: 'text', value: line.slice(line.indexOf(' ') + 1) }],
});
const paragraph = (value: string): RootContent => ({
  type: 'paragraph',
  children: [{ type: 'text', value }],
});

/** Headings as `## Text`, anything else as a paragraph; what becomes of them, and what was recorded. */
const repair = (...parts: readonly (readonly string[])[]) => {
  const repairer = headingRepair();
  const lines = parts.flatMap((part) => {
    const tree: Root = {
      type: 'root',
      children: part.map((line) => (line.startsWith('#') ? heading(line) : paragraph(line))),
    };
    repairer.repair(tree);
    return tree.children.map((node) =>
      node.type === 'heading' ? `${'#'.repeat(node.depth)} ${plain(node)}` : plain(node),
    );
  });
  return { lines, repairs: repairer.repairs, title: repairer.title() };
};

describe('headingRepair', () => {
  it('leaves a sound outline alone', () => {
    const outline = ['# Bags', '## Weight', '### Of cabin bags', '## Size'];
    expect(repair(outline)).toEqual({ lines: outline, repairs: [], title: 'Bags' });
  });

  it('closes a skipped level, for its siblings too', () => {
    const { lines, repairs } = repair(['# Bags', '### Weight', '### Size', '## Fees']);
    expect(lines).toEqual(['# Bags', '## Weight', '## Size', '## Fees']);
    expect(repairs).toEqual([
      'Skipped heading level closed: heading 2 from 3 to 2.',
      'Skipped heading level closed: heading 3 from 3 to 2.',
    ]);
  });

  it('raises a document that begins below the first level, by the same in all its parts', () => {
    const { lines, repairs } = repair(['## Bags', '### Weight'], ['## Seats']);
    expect(lines).toEqual(['# Bags', '## Weight', '# Seats']);
    expect(repairs).toEqual(['Headings raised by 1: the shallowest stood at level 2.']);
  });

  it('removes an empty heading, and names what it removed no more than it must', () => {
    const { lines, repairs } = repair(['# Bags', '## ', 'text', '## ', '## Size']);
    expect(lines).toEqual(['# Bags', 'text', '## Size']);
    expect(repairs).toEqual(['Empty heading removed.', 'Empty heading removed.']);
  });

  it('takes a title away that the first heading repeats, and raises what stood below it', () => {
    const { lines, repairs, title } = repair(['# Bags', '## Bags', 'text', '### Weight']);
    expect(lines).toEqual(['# Bags', 'text', '## Weight']);
    expect(repairs[0]).toBe('Title that the first heading repeats removed.');
    expect(title).toBe('Bags');
  });

  it('keeps a title with text of its own, with other headings beside it, or with another name', () => {
    for (const outline of [
      ['# Bags', 'by Ann', '## Bags'],
      ['# Bags', '## Bags', '# Seats'],
      ['# Bags', '## Weight'],
    ])
      expect(repair(outline).lines).toEqual(outline);
  });
});
