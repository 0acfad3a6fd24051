import * as z from 'zod';

const count = z.number().int().nonnegative();

/** What was paid for a generation or a judgement, in the model's own tokens; zeros where no model was called. */
export const usageSchema = z.strictObject({
  calls: count,
  /** All that the model read: what it took from its prompt cache and what it put there included. */
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  /** US dollars at the price of the day of the call; null when the price of a model that was called is not known. */
  usd: z.number().nonnegative().nullable(),
});
export type Usage = z.infer<typeof usageSchema>;

export const noUsage: Usage = {
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  usd: 0,
};

/** One unknown price makes the sum unknown: a total that leaves something out would be taken for the whole. */
export const addUsage = (usages: readonly Usage[]): Usage =>
  usages.reduce(
    (sum, usage) => ({
      calls: sum.calls + usage.calls,
      inputTokens: sum.inputTokens + usage.inputTokens,
      outputTokens: sum.outputTokens + usage.outputTokens,
      cacheReadTokens: sum.cacheReadTokens + usage.cacheReadTokens,
      cacheWriteTokens: sum.cacheWriteTokens + usage.cacheWriteTokens,
      usd: sum.usd === null || usage.usd === null ? null : roundUsd(sum.usd + usage.usd),
    }),
    noUsage,
  );

/** To a billionth of a dollar, a thirtieth of the cheapest token, so that sums print as what they are. */
export const roundUsd = (usd: number): number => Math.round(usd * 1e9) / 1e9;

/** What the two models of a dataset were paid. */
export const usageByRoleSchema = z.strictObject({ generator: usageSchema, judge: usageSchema });
export type UsageByRole = z.infer<typeof usageByRoleSchema>;
/** Who is paid from the budget: the keys under which `dataset.yaml` names a model of pairs. */
export type ModelRole = keyof UsageByRole;

/** As that, with whoever read its pages. */
export const paidUsageSchema = usageByRoleSchema.extend({ ocr: usageSchema });
