import { expect, it } from 'vitest';
import { givenPrice, pricedUsage } from '#shared/domain/model-price.ts';
import { addUsage, noUsage } from '#shared/domain/usage.ts';

const call = { ...noUsage, calls: 1, inputTokens: 1000, outputTokens: 100 };
const price = givenPrice({ input: 0.3, output: 2.5 });

it('charges input and output at their prices', () => {
  expect(pricedUsage(call, price).usd).toBe(0.00055);
});

it('charges nothing where nothing was called, whatever it would have cost', () => {
  expect(pricedUsage(noUsage, null).usd).toBe(0);
});

it('does not know a sum of which it does not know a part', () => {
  const known = pricedUsage(call, price);
  expect(addUsage([known, known])).toEqual({
    ...call,
    calls: 2,
    inputTokens: 2000,
    outputTokens: 200,
    usd: 0.0011,
  });
  expect(addUsage([known, pricedUsage(call, null)])).toMatchObject({ calls: 2, usd: null });
});
