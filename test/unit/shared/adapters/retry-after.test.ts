import { describe, expect, test } from 'vitest';
import { retryAfterSeconds } from '../../../../shared/adapters/retry-after.ts';

const now = new Date('2026-11-26T12:00:00Z');

describe('retryAfterSeconds', () => {
  test.each<[string | null, number | undefined]>([
    ['0', 0],
    ['20', 20],
    [' 1.5 ', 1.5],
    ['Thu, 26 Nov 2026 12:00:30 GMT', 30],
    ['Thu, 26 Nov 2026 11:59:00 GMT', 0],
    [null, undefined],
    ['', undefined],
    ['-1', undefined],
    ['5 s', undefined],
    ['Soon, 5', undefined],
  ])('%j means %j', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
