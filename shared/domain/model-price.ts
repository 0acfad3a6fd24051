import * as z from 'zod';
import { roundUsd, type Usage } from './usage.ts';

const usdPerMillion = z.number().nonnegative();

/** What a model costs as `dataset.yaml` may say it: US dollars for a million tokens. */
export const givenPriceSchema = z.strictObject({
  input: usdPerMillion,
  output: usdPerMillion,
  /** Input that the model takes from its prompt cache, and puts there. Left out, both cost what other input costs. */
  cacheRead: usdPerMillion.optional(),
  cacheWrite: usdPerMillion.optional(),
});

/** A price that calls are charged by. */
export const modelPriceSchema = z.strictObject({
  input: usdPerMillion,
  output: usdPerMillion,
  cacheRead: usdPerMillion,
  cacheWrite: usdPerMillion,
  /** The part of the price that batch inference costs; null where the model cannot be asked in batches. */
  batchShare: z.number().min(0).max(1).nullable(),
  /** Where the price is from, and when somebody looked: a date, or null for a price that the dataset gives itself. */
  source: z.string(),
  lookedUp: z.iso.date().nullable(),
});
export type ModelPrice = z.infer<typeof modelPriceSchema>;

export const givenPrice = ({
  input,
  output,
  cacheRead = input,
  cacheWrite = input,
}: z.infer<typeof givenPriceSchema>): ModelPrice => ({
  input,
  output,
  cacheRead,
  cacheWrite,
  batchShare: 0.5,
  source: 'dataset.yaml',
  lookedUp: null,
});

/** What a batch is charged by. A model that cannot be asked in batches has no such price. */
export const batchPrice = ({ batchShare, ...price }: ModelPrice): ModelPrice => {
  const share = batchShare ?? 1;
  return {
    ...price,
    input: roundUsd(price.input * share),
    output: roundUsd(price.output * share),
    cacheRead: roundUsd(price.cacheRead * share),
    cacheWrite: roundUsd(price.cacheWrite * share),
    batchShare,
  };
};

type Tokens = Omit<Usage, 'usd'>;

/** What a call has used, with its cost. */
export const pricedUsage = (tokens: Tokens, price: ModelPrice | null): Usage => ({
  ...tokens,
  usd: tokens.calls === 0 ? 0 : price === null ? null : costOf(tokens, price),
});

const costOf = (
  { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }: Tokens,
  { input, output, cacheRead, cacheWrite }: ModelPrice,
): number =>
  roundUsd(
    ((inputTokens - cacheReadTokens - cacheWriteTokens) * input +
      cacheReadTokens * cacheRead +
      cacheWriteTokens * cacheWrite +
      outputTokens * output) /
      1e6,
  );
