import { describe, expect, it } from 'vitest';
import {
  countOf,
  formatBytes,
  formatShare,
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
