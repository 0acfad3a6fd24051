import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTokens } from '../../../../functions/split/count-tokens.ts';
import { splitMarkdown } from '../../../../functions/split/split-markdown.ts';
import { arbitrarySections, renderSections } from '../../../support/arbitrary-markdown.ts';

const textsOf = (markdown: string, maxTokens: number): string[] =>
  splitMarkdown(markdown, { maxTokens }).map(({ charStart, charEnd }) => markdown.slice(charStart, charEnd));

const paragraphs = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `Paragraph ${index} says what it has to say in ten words.`,
  ).join('\n\n');

describe('headings', () => {
  test('a section that is large enough is a piece under its heading path', () => {
    const markdown = `# Bags\n\n${paragraphs(3)}\n\n## Fees\n\n${paragraphs(3)}\n`;
    const pieces = splitMarkdown(markdown, { maxTokens: 60 });
    expect(pieces.map(({ headingPath }) => headingPath)).toEqual([['Bags'], ['Bags', 'Fees']]);
    expect(textsOf(markdown, 60)[1]).toBe(paragraphs(3));
  });

  test('small sections are merged under the heading that they share, with their own headings inside', () => {
    const markdown = '# Help\n\n## Can I pay later?\n\nNo.\n\n## Can I pay by card?\n\nYes.\n';
    expect(splitMarkdown(markdown, { maxTokens: 100 })).toMatchObject([{ headingPath: ['Help'] }]);
    expect(textsOf(markdown, 100)).toEqual(['## Can I pay later?\n\nNo.\n\n## Can I pay by card?\n\nYes.']);
  });

  test('text before the first heading has no path', () => {
    expect(splitMarkdown('Before.\n', { maxTokens: 100 })).toMatchObject([
      { headingPath: [], charStart: 0, charEnd: 7 },
    ]);
  });

  test('a heading loses its markup in the path', () => {
    expect(
      splitMarkdown('# The *`quarry`* [tool](x)\n\nText.\n', { maxTokens: 100 })[0]?.headingPath,
    ).toEqual(['The quarry tool']);
  });

  test('headings without text make no piece', () => {
    expect(splitMarkdown('# One\n\n## Two\n\n### Three\n', { maxTokens: 100 })).toEqual([]);
    expect(splitMarkdown('', { maxTokens: 100 })).toEqual([]);
  });
});

describe('cutting a section that is too large', () => {
  test('a table is cut between rows and repeats its header in the lead', () => {
    const header = '| Zone | Fee |\n|------|-----|\n';
    const rows = Array.from({ length: 20 }, (_, index) => `| Zone ${index} | £${index} |`);
    const markdown = `# Fees\n\n${header}${rows.join('\n')}\n`;
    const pieces = splitMarkdown(markdown, { maxTokens: 60 });
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.map(({ lead }) => lead)).toEqual(['', ...pieces.slice(1).map(() => header)]);
    expect(textsOf(markdown, 60).join('\n')).toBe(`${header}${rows.join('\n')}`);
  });

  test('a list is cut between items and repeats the sentence that introduces it', () => {
    const items = Array.from({ length: 12 }, (_, index) => `- item ${index}\n  with a second line`);
    const markdown = `You need:\n\n${items.join('\n')}\n`;
    const pieces = splitMarkdown(markdown, { maxTokens: 50 });
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.map(({ lead }) => lead)).toEqual(['', ...pieces.slice(1).map(() => 'You need:\n\n')]);
    for (const text of textsOf(markdown, 50)) expect(text).toMatch(/second line$/);
  });

  test('a paragraph is cut between sentences, and not inside a link or bold text', () => {
    const markdown = `${'**Do this. Then that.** '.repeat(12)}\n`;
    for (const text of textsOf(markdown, 30)) expect(text).toMatch(/^(\*\*Do this\. Then that\.\*\* ?)+$/);
  });

  test('a code block stays whole at any size', () => {
    const code = `\`\`\`\n${paragraphs(30)}\n\`\`\``;
    expect(textsOf(`Before.\n\n${code}\n\nAfter.\n`, 50)).toEqual(['Before.', code, 'After.']);
  });

  test('what introduces a list moves on with it', () => {
    const markdown = `${paragraphs(3)}\n\nCare consists of:\n\n- a meal\n- a call\n- a room\n`;
    expect(textsOf(markdown, 45).at(-1)).toMatch(/^Care consists of:/);
  });
});

const runs = { numRuns: 30 };

describe('for any markdown', () => {
  test('every character outside headings that is not blank is in exactly one piece', () => {
    fc.assert(
      fc.property(arbitrarySections, fc.integer({ min: 20, max: 300 }), (sections, maxTokens) => {
        const markdown = renderSections(sections);
        const covered = new Uint8Array(markdown.length);
        let last = 0;
        for (const { charStart, charEnd } of splitMarkdown(markdown, { maxTokens })) {
          expect(charStart).toBeGreaterThanOrEqual(last);
          last = charEnd;
          covered.fill(1, charStart, charEnd);
        }
        const lost = [...markdown.matchAll(/^#+ .*$|\S/gm)].filter(
          (match) => match[0].length === 1 && covered[match.index] === 0,
        );
        expect(lost).toEqual([]);
      }),
      runs,
    );
  });

  test('free text of any kind loses nothing either', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (markdown) => {
        const pieces = splitMarkdown(markdown, { maxTokens: 20 });
        const outside = pieces.reduceRight(
          (rest, { charStart, charEnd }) => rest.slice(0, charStart) + rest.slice(charEnd),
          markdown,
        );
        expect(
          outside.replace(/^.*$/gm, (line) => (/^ {0,3}(#|=+\s*$|-+\s*$)/.test(line) ? '' : line)).trim(),
        ).toBe('');
      }),
      runs,
    );
  });

  test('a piece is larger than the limit only when it is one thing that must stay whole', () => {
    fc.assert(
      fc.property(arbitrarySections, fc.integer({ min: 60, max: 300 }), (sections, maxTokens) => {
        const markdown = renderSections(sections);
        for (const { charStart, charEnd, lead, tokens } of splitMarkdown(markdown, { maxTokens })) {
          const text = markdown.slice(charStart, charEnd);
          expect(tokens).toBe(countTokens(lead + text));
          if (tokens > maxTokens) expect(text).toMatch(/^(```|> |[^\n]*:\n\n)/);
        }
      }),
      runs,
    );
  });

  test('replacing a word changes no piece but its own', () => {
    fc.assert(
      fc.property(arbitrarySections, fc.nat(), (sections, seed) => {
        const edited = seed % sections.length;
        const withWord = (text: string) =>
          sections.map((section, index) =>
            index === edited ? { ...section, body: `Here is ${text}.\n\n${section.body}` } : section,
          );
        const before = textsOf(renderSections(withWord('one')), 120);
        const after = textsOf(renderSections(withWord('two')), 120);
        expect(after.length).toBe(before.length);
        expect(after.filter((text, index) => text !== before[index])).toHaveLength(1);
      }),
      runs,
    );
  });

  test('text that grows changes at most the pieces of one merged group', () => {
    fc.assert(
      fc.property(arbitrarySections, fc.nat(), fc.integer({ min: 1, max: 20 }), (sections, seed, count) => {
        const maxTokens = 120;
        const edited = seed % sections.length;
        const grown = sections.map((section, index) =>
          index === edited ? { ...section, body: `${section.body}\n\n${paragraphs(count)}` } : section,
        );
        const before = textsOf(renderSections(sections), maxTokens);
        const after = new Set(textsOf(renderSections(grown), maxTokens));
        const own = sections[edited]?.body ?? '';
        const others = before.filter((text) => !after.has(text) && !own.includes(text));
        const tokens = others.reduce((total, text) => total + countTokens(text), 0);
        expect(tokens).toBeLessThanOrEqual(maxTokens / 2 + 20);
      }),
      runs,
    );
  });
});
