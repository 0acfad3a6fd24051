import * as z from 'zod';
import type { Json } from '../data/json.ts';
import { maxPayloadBytes, payloadBytes } from '../data/quota.ts';
import { templateSchema } from '../data/template.ts';
import { StateFailure } from '../failures/state-failure.ts';

export const itemBatcherSchema = z
  .strictObject({
    BatchInput: templateSchema.optional(),
    MaxItemsPerBatch: z.int().min(1).optional(),
    MaxInputBytesPerBatch: z.int().min(1).max(maxPayloadBytes).optional(),
  })
  .refine(
    ({ MaxItemsPerBatch, MaxInputBytesPerBatch }) =>
      (MaxItemsPerBatch ?? MaxInputBytesPerBatch) !== undefined,
    'needs MaxItemsPerBatch or MaxInputBytesPerBatch',
  );
export type ItemBatcher = z.infer<typeof itemBatcherSchema>;

/** What one child execution gets, and how many items of the map it stands for. */
export interface ChildInput {
  readonly input: Json;
  readonly itemCount: number;
}

/**
 * Fills one batch after the other, in order, as far as both limits allow; bytes are those of the whole child input. An
 * item that is too large for a batch of its own fails the state.
 */
export const batchItems = (
  items: readonly Json[],
  batcher: ItemBatcher,
  batchInput: Json | undefined,
): ChildInput[] => {
  const { MaxItemsPerBatch = Number.POSITIVE_INFINITY, MaxInputBytesPerBatch = maxPayloadBytes } = batcher;
  const envelope = (batch: Json[]): Json => ({
    ...(batchInput !== undefined && { BatchInput: batchInput }),
    Items: batch,
  });
  const emptyBytes = payloadBytes(envelope([]));

  const batches: Json[][] = [];
  let bytes = 0;
  for (const [index, item] of items.entries()) {
    const itemBytes = payloadBytes(item);
    if (emptyBytes + itemBytes > MaxInputBytesPerBatch) {
      const problem = `item ${index} needs a batch of ${emptyBytes + itemBytes} bytes; the limit is ${MaxInputBytesPerBatch}`;
      throw new StateFailure('States.DataLimitExceeded', `ItemBatcher: ${problem}`);
    }
    const current = batches.at(-1);
    if (current && current.length < MaxItemsPerBatch && bytes + 1 + itemBytes <= MaxInputBytesPerBatch) {
      current.push(item);
      bytes += 1 + itemBytes;
    } else {
      batches.push([item]);
      bytes = emptyBytes + itemBytes;
    }
  }
  return batches.map((batch) => ({ input: envelope(batch), itemCount: batch.length }));
};
