import { describe, expect, it } from 'vitest';
import { noUsage } from '#shared/domain/usage.ts';
import {
  countOf,
  describeUsage,
  formatBytes,
  formatShare,
  formatUsd,
} from '../../../../../functions/assemble/describe/format-numbers.ts';

describe('formatShare', () => {
  it.each([
    [1, 3, '33 %'],
    [0, 9, '0 %'],
    [1, 9999, '<1 %'],
    [9998, 9999, '>99 %'],
    [9, 9, '100 %'],
    [0, 0, '–'],
  ])('shows %i of %i as %s', (part, whole, shown) => {
    expect(formatShare(part, whole)).toBe(shown);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [20_480, '20.5 kB'],
    [1_500_000_000, '1.5 GB'],
  ])('shows %i bytes as %s', (bytes, shown) => {
    expect(formatBytes(bytes)).toBe(shown);
  });
});

describe('countOf', () => {
  it('agrees the noun with its number', () => {
    expect([0, 1, 12_345].map((count) => countOf(count, 'row'))).toEqual(['0 rows', '1 row', '12,345 rows']);
  });
});

describe('what was paid', () => {
  it.each([
    [0, '$0.00'],
    [0.0000035, '<$0.0001'],
    [0.01234, '$0.012'],
    [3.456, '$3.46'],
    [null, 'price unknown'],
  ])('shows %s dollars as %s', (usd, shown) => {
    expect(formatUsd(usd)).toBe(shown);
  });

  it('names calls, tokens, what came from the prompt cache, and dollars', () => {
    const usage = { ...noUsage, calls: 2, inputTokens: 2000, outputTokens: 300, usd: 0.5 };
    expect(describeUsage(usage)).toBe('2 calls, 2,000 tokens in and 300 out, $0.50');
    expect(describeUsage({ ...usage, cacheReadTokens: 900 })).toContain('(900 from the prompt cache)');
    expect(describeUsage(noUsage)).toBe('no calls');
  });
});
