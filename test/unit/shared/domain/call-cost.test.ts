import fc from 'fast-check';
import { expect, it } from 'vitest';
import { likelyUsage, mostUsd } from '#shared/domain/call-cost.ts';
import { givenPrice, pricedUsage } from '#shared/domain/model-price.ts';

const price = givenPrice({ input: 0.3, output: 2.5, cacheRead: 0.03, cacheWrite: 0.375 });

it('bounds what a request with one repair can cost, however a tokenizer cuts its text', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const size = fc.record({
    inputBytes: fc.integer({ min: 0, max: 100_000 }),
    maxOutputTokens: fc.integer({ min: 1, max: 8000 }),
    attempts: fc.constant(2),
    complaintBytes: fc.constant(6000),
  });
  fc.assert(
    fc.property(size, share, share, share, (call, ofBytes, ofOutput, written) => {
      const first = Math.floor(call.inputBytes * ofBytes) + 700;
      const output = Math.floor(call.maxOutputTokens * ofOutput);
      const inputTokens = 2 * first + output + Math.floor(call.complaintBytes * ofBytes);
      const usage = {
        calls: 2,
        inputTokens,
        outputTokens: 2 * output,
        cacheReadTokens: 0,
        cacheWriteTokens: Math.floor(inputTokens * written),
      };
      expect(pricedUsage(usage, price).usd).toBeLessThanOrEqual(mostUsd(call, price) + 1e-9);
      expect(likelyUsage(call, price).usd).toBeLessThan(mostUsd(call, price));
    }),
  );
});
