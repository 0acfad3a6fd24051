import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { portablePattern } from '#shared/policy/guardrail/portable-pattern.ts';

describe('a pattern of a pack, for another engine', () => {
  it.each([
    ['(?<!\\w)E-?\\d{6}(?!\\w)', '\\b[Ee]-?\\d{6}\\b'],
    ['ref [a-f0-9]{4}', '[Rr][Ee][Ff] [a-f0-9A-F]{4}'],
    ['[^a-z]x', '[^a-zA-Z][Xx]'],
    ['\\w+\\.\\d', '\\w+\\.\\d'],
    ['a{2,3}(?:b|c)', '[Aa]{2,3}(?:[Bb]|[Cc])'],
  ])('%s ignores case as %s', (source, expected) => {
    expect(portablePattern(source, false)).toEqual({ pattern: expected });
  });

  it('keeps its case where case matters', () => {
    expect(portablePattern('(?<!\\w)AB\\d+(?!\\w)', true)).toEqual({ pattern: '\\bAB\\d+\\b' });
  });

  it.each([
    ['(?<!\\w)(?:one|two)(?!\\w)', 'looks around'],
    ['(?<!\\w)a?b(?!\\w)', 'looks around'],
    ['(?<!\\w)-\\d(?!\\w)', 'looks around'],
    ['\\d{4}(?!\\.\\d)', 'looks around'],
    ['\\d+-*(?!\\w)', 'looks around'],
    ['(?<year>\\d{4})', 'names a group'],
    ['\\p{Lu}\\d', 'Unicode'],
    ['[\\p{L}-]x', 'Unicode'],
    [`${'a'.repeat(200)}`, '800 characters'],
  ])('%s cannot be had: %s', (source, reason) => {
    expect(portablePattern(source, false).obstacle).toContain(reason);
  });

  it('finds what it found before, whatever the text', () => {
    const sources = [
      '(?<!\\w)E-?\\d{2}(?!\\w)',
      '(?<!\\w)Ab[c-f]+x(?!\\w)',
      'q[^a-c]\\d',
      '(?<!\\w)\\d{1,2}(?!\\w)',
    ];
    const text = fc.string({ unit: fc.constantFrom(...'EeaAbBcCfFqQxX019_- .'), maxLength: 24 });
    fc.assert(
      fc.property(fc.constantFrom(...sources), text, (source, sample) => {
        const { pattern } = portablePattern(source, false);
        const found = (regex: RegExp) =>
          [...sample.matchAll(regex)].map(({ index, 0: match }) => [index, match]);
        expect(found(new RegExp(pattern, 'g'))).toEqual(found(new RegExp(source, 'giu')));
      }),
      { numRuns: 2000 },
    );
  });
});
