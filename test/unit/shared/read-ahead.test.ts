import { describe, expect, it } from 'vitest';
import { readAhead } from '#shared/read-ahead.ts';

const numbers = Array.from({ length: 20 }, (_, index) => index);

describe('reading ahead', () => {
  it('gives the results in the order of the items, however long each takes', async () => {
    const results: number[] = [];
    const read = async (item: number) => {
      for (let turn = 0; turn < (item * 7) % 5; turn += 1) await Promise.resolve();
      return item * 2;
    };
    for await (const result of readAhead(numbers, read, 4)) results.push(result);
    expect(results).toEqual(numbers.map((item) => item * 2));
  });

  it('has several reads under way, and never more than allowed', async () => {
    let underWay = 0;
    let most = 0;
    const read = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    };
    for await (const _ of readAhead(numbers, read, 4));
    expect(most).toBe(4);
  });

  it('fails with the failure of a read, in its turn', async () => {
    const seen: number[] = [];
    const read = async (item: number) => {
      if (item === 3) throw new Error('gone');
      return item;
    };
    await expect(async () => {
      for await (const item of readAhead(numbers, read, 8)) seen.push(item);
    }).rejects.toThrow('gone');
    expect(seen).toEqual([0, 1, 2]);
  });
});
