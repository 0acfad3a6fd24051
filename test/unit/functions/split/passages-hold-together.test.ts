import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTokens } from '../../../../functions/split/count-tokens.ts';
import { type Piece, splitMarkdown } from '../../../../functions/split/split-markdown.ts';
import {
  arbitrarySections,
  type MarkdownSection,
  renderSections,
} from '../../../support/arbitrary-markdown.ts';

const runs = { numRuns: 15, endOnFailure: true };
const maxTokens = fc.integer({ min: 20, max: 200 });
const overlapTokens = fc.integer({ min: 0, max: 40 });

/** What must not be cut, in the documents of `arbitrarySections`. */
const wholes = {
  'a table row': /^\| .*\|$/gm,
  'a list item': /^- .*$/gm,
  'a code block': /^```\n[\s\S]*?\n```$/gm,
  'a quotation': /^> .*$/gm,
  'a sentence': /(?<=^|\. )The [^|\n>]*? fare\.(?= |$)/gm,
};

const withoutCode = (markdown: string): string =>
  markdown.replace(wholes['a code block'], (code) => code.replace(/[^\n]/g, '.'));

describe('a passage never cuts', () => {
  test.each(Object.entries(wholes))('%s', (name, pattern) => {
    fc.assert(
      fc.property(arbitrarySections, maxTokens, overlapTokens, (sections, max, overlap) => {
        const markdown = renderSections(sections);
        const searched = name === 'a code block' ? markdown : withoutCode(markdown);
        const pieces = splitMarkdown(markdown, { maxTokens: max, overlapTokens: overlap });
        for (const { index, 0: whole } of searched.matchAll(pattern)) {
          const holder = pieces.find(({ charStart, charEnd }) => charStart <= index && index < charEnd);
          expect(holder?.charEnd).toBeGreaterThanOrEqual(index + whole.length);
        }
      }),
      runs,
    );
  });

  test('a table from its header: a piece that begins at a row repeats it', () => {
    fc.assert(
      fc.property(arbitrarySections, maxTokens, overlapTokens, (sections, max, overlap) => {
        const markdown = renderSections(sections);
        for (const { charStart, lead } of splitMarkdown(markdown, {
          maxTokens: max,
          overlapTokens: overlap,
        })) {
          const line = markdown.slice(charStart, markdown.indexOf('\n', charStart));
          const isRow = line.startsWith('| ') && !line.startsWith('| Key |');
          if (isRow) expect(lead).toContain('| Key | Value |\n|-----|-------|\n');
        }
      }),
      runs,
    );
  });
});

describe('overlap', () => {
  const sentences = (count: number) =>
    Array.from({ length: count }, (_, index) => `Sentence ${index} says what it has to say.`).join(' ');

  test('is none unless it is asked for', () => {
    for (const { lead } of splitMarkdown(sentences(40), { maxTokens: 60 })) expect(lead).toBe('');
  });

  test('repeats whole sentences from the end of the piece before', () => {
    const markdown = sentences(40);
    const pieces = splitMarkdown(markdown, { maxTokens: 60, overlapTokens: 20 });
    expect(pieces.length).toBeGreaterThan(4);
    for (const [index, piece] of pieces.entries()) {
      if (index === 0) continue;
      expect(piece.lead).toMatch(/^(Sentence \d+ says what it has to say\. )+$/);
      expect(markdown.slice(0, piece.charStart).endsWith(piece.lead)).toBe(true);
      expect(piece.tokens).toBeLessThanOrEqual(60);
    }
  });

  test('keeps the header of a table above the rows that it repeats', () => {
    const header = '| Zone | Fee |\n|------|-----|\n';
    const rows = Array.from({ length: 20 }, (_, index) => `| Zone ${index} | £${index} |`);
    const [, second] = splitMarkdown(`${header}${rows.join('\n')}\n`, { maxTokens: 70, overlapTokens: 35 });
    expect(second?.lead.startsWith(header)).toBe(true);
    expect(second?.lead.length).toBeGreaterThan(header.length);
  });

  test('never reaches into another section', () => {
    const markdown = `# One\n\n${sentences(20)}\n\n# Two\n\n${sentences(20)}\n`;
    const firsts = new Map<string, Piece>();
    for (const piece of splitMarkdown(markdown, { maxTokens: 60, overlapTokens: 20 })) {
      const [heading = ''] = piece.headingPath;
      if (!firsts.has(heading)) firsts.set(heading, piece);
    }
    expect([...firsts.values()].map(({ lead }) => lead)).toEqual(['', '']);
  });

  test('moves no span and exceeds no limit', () => {
    fc.assert(
      fc.property(
        arbitrarySections,
        fc.integer({ min: 60, max: 200 }),
        overlapTokens,
        (sections, max, overlap) => {
          const markdown = renderSections(sections);
          const pieces = splitMarkdown(markdown, { maxTokens: max, overlapTokens: overlap });
          pieces.forEach((piece, index) => {
            const text = markdown.slice(piece.charStart, piece.charEnd);
            expect(piece.charStart).toBeGreaterThanOrEqual(pieces[index - 1]?.charEnd ?? 0);
            expect(piece.tokens).toBe(countTokens(piece.lead + text));
            // What may not be cut: a listing, a quote, a list with its introduction, one row with the head of its table.
            if (piece.tokens > max)
              expect(text).toMatch(/^(```|> |[^\n]*:\n\n|\|[^\n]*(\n\|[^\n]*){0,2}\s*$)/);
          });
        },
      ),
      runs,
    );
  });
});

/** The passages of sections, each with all that its hash is made of. */
const passagesOf = (sections: readonly MarkdownSection[], overlap = 0) => {
  const markdown = renderSections(sections);
  return splitMarkdown(markdown, { maxTokens: 120, overlapTokens: overlap }).map((piece) => ({
    ...piece,
    content: JSON.stringify([piece.headingPath, piece.lead + markdown.slice(piece.charStart, piece.charEnd)]),
  }));
};

/** What the passages outside an edited section were, as far as the edit changed them. */
const changedOutside = (
  sections: readonly MarkdownSection[],
  at: number,
  body: string,
  overlap: number,
): Piece[] => {
  const edited = sections.map((section, index) => (index === at ? { ...section, body } : section));
  const after = new Set(passagesOf(edited, overlap).map(({ content }) => content));
  const start = at === 0 ? 0 : renderSections(sections.slice(0, at)).length;
  const end = renderSections(sections.slice(0, at + 1)).length;
  return passagesOf(sections, overlap).filter(
    ({ content, charStart, charEnd }) => !after.has(content) && !(charStart >= start && charEnd <= end),
  );
};

const anyBody = fc.tuple(arbitrarySections, fc.nat()).map(([sections, at]) => bodyAt(sections, at));
const bodyAt = (sections: readonly MarkdownSection[], at: number) =>
  sections[at % sections.length]?.body ?? '';
const fewRuns = { numRuns: 15, endOnFailure: true };

describe('an edit', () => {
  test('of any kind changes no passage of another section that is large enough to stand alone', () => {
    const filler = Array.from({ length: 12 }, (_, index) => `Line ${index} of what is said.`).join('\n\n');
    fc.assert(
      fc.property(arbitrarySections, fc.nat(), anyBody, overlapTokens, (sections, at, body, overlap) => {
        const large = sections.map((section) => ({ ...section, body: `${filler}\n\n${section.body}` }));
        expect(changedOutside(large, at % large.length, `${filler}\n\n${body}`, overlap)).toEqual([]);
      }),
      fewRuns,
    );
  });

  test('of any kind changes, outside its section, at most the groups that it was, is or could be merged with', () => {
    fc.assert(
      fc.property(arbitrarySections, fc.nat(), anyBody, overlapTokens, (sections, at, body, overlap) => {
        const changed = changedOutside(sections, at % sections.length, body, overlap);
        expect(changed.reduce((total, { tokens }) => total + tokens, 0)).toBeLessThanOrEqual(180);
      }),
      fewRuns,
    );
  });
});
