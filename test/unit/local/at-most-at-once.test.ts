import { expect, it } from 'vitest';
import * as z from 'zod';
import { atMostAtOnce } from '../../../local/at-most-at-once.ts';
import { quotingModel } from '../../support/quoting-model.ts';

const settings = { provider: 'bedrock', model: 'm' } as const;
const request = {
  system: '',
  prompt: '',
  schema: z.object({ facts: z.array(z.string()) }),
  schemaName: 'record_pairs',
  maxOutputTokens: 10,
};

it('lets no more requests run at once than it was told, over generator and judge together, and loses none', async () => {
  const model = quotingModel({ latencyMs: 5 });
  const modelFor = atMostAtOnce(3, async () => model);
  const [generator, judge] = [await modelFor('generator', settings), await modelFor('judge', settings)];
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 ? judge : generator).answer(request)),
  );
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 'answered'));
  expect(model.mostAtOnce()).toBe(3);
});

it('gives the turn of a request that failed to the next', async () => {
  const model = quotingModel({ fail: (call) => (call <= 2 ? new Error('down') : undefined) });
  const generator = await atMostAtOnce(1, async () => model)('generator', settings);
  const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => generator.answer(request)));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
});
