import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../../local/asl/data/json.ts';
import { payloadBytes } from '../../../../../local/asl/data/quota.ts';
import { batchItems } from '../../../../../local/asl/map/item-batcher.ts';

const items = fc.array(fc.oneof(fc.string({ maxLength: 8 }), fc.nat()), { maxLength: 30 });
const batchInputs = fc.option(fc.string({ maxLength: 10 }), { nil: undefined });
const limits = fc.record({
  MaxItemsPerBatch: fc.integer({ min: 1, max: 7 }),
  MaxInputBytesPerBatch: fc.integer({ min: 120, max: 200 }),
});

const itemsOf = (input: Json): Json[] => (input as { Items: Json[] } & JsonObject).Items;

it('keeps every item once, in order, and both limits', () => {
  fc.assert(
    fc.property(items, limits, batchInputs, (list, batcher, batchInput) => {
      const batches = batchItems(list, batcher, batchInput);
      expect(batches.flatMap(({ input }) => itemsOf(input))).toEqual(list);
      for (const { input, itemCount } of batches) {
        expect(itemsOf(input)).toHaveLength(itemCount);
        expect(itemCount).toBeLessThanOrEqual(batcher.MaxItemsPerBatch);
        expect(payloadBytes(input)).toBeLessThanOrEqual(batcher.MaxInputBytesPerBatch);
      }
    }),
  );
});

it('starts a new batch only when the item would not fit into the last one', () => {
  fc.assert(
    fc.property(items, limits, (list, batcher) => {
      const batches = batchItems(list, batcher, undefined).map(({ input }) => itemsOf(input));
      for (const [index, batch] of batches.slice(1).entries()) {
        const joined = [...(batches[index] ?? []), batch[0] as Json];
        const fits =
          joined.length <= batcher.MaxItemsPerBatch &&
          payloadBytes({ Items: joined }) <= batcher.MaxInputBytesPerBatch;
        expect(fits).toBe(false);
      }
    }),
  );
});
