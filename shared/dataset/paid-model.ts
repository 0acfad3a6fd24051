import * as z from 'zod';
import { type CallSize, likelyUsage, mostUsd } from '../domain/call-cost.ts';
import { BudgetExhaustedError, ModelRefusedError, ThrottledError } from '../errors.ts';
import {
  type LanguageModel,
  maxAttempts,
  maxComplaintLength,
  type StructuredRequest,
} from '../ports/language-model.ts';
import type { Purse } from './purse.ts';

/**
 * A model whose every request is paid from a purse: none is sent whose worst case the purse cannot afford. What a model
 * costs whose price is not known cannot be counted; settings with a budget do not name such a model.
 */
export const paidFrom =
  (purse: Purse) =>
  (model: LanguageModel): LanguageModel => {
    const { modelId, price } = model;
    if (price === null) return model;
    return {
      ...model,
      answer: async (request) => {
        const size = sizeOf(request);
        const most = mostUsd(size, price);
        const cost = { mostUsd: most, likely: likelyUsage(size, price) };
        const call = await purse.afford(cost, { modelId, price });
        try {
          const reply = await model.answer(request);
          call.settle({ spentUsd: reply.usage.usd ?? most });
          return reply;
        } catch (error) {
          call.settle({ lostUsd: isFree(error) ? 0 : most });
          throw error;
        }
      },
    };
  };

const isFree = (error: unknown): boolean =>
  error instanceof BudgetExhaustedError ||
  error instanceof ModelRefusedError ||
  (error instanceof ThrottledError && !error.mayHaveCost);

const bytes = (text: string): number => Buffer.byteLength(text);

/** What a request may and will probably use hangs on its size. */
export const sizeOf = <Value>({
  system,
  prompt,
  schema,
  maxOutputTokens,
}: StructuredRequest<Value>): CallSize => ({
  inputBytes: bytes(system) + bytes(prompt) + bytes(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))),
  maxOutputTokens,
  attempts: maxAttempts,
  complaintBytes: 4 * maxComplaintLength,
});
