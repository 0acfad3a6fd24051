import { type ModelPrice, pricedUsage } from './model-price.ts';
import { noUsage, type Usage } from './usage.ts';

export interface CallSize {
  /** Of all that is sent, in UTF-8. */
  readonly inputBytes: number;
  readonly maxOutputTokens: number;
  /** How often it is sent at most. */
  readonly attempts: number;
  /** Of what is said about a bad reply when it is sent again. */
  readonly complaintBytes: number;
}

/** What providers put around a request: the instructions for tools of the largest are about 700 tokens. */
const frameTokens = 1000;

/** English has about four and a half bytes to a token, and a model uses about 0.3 of the room that we give its reply. */
const likelyBytesPerToken = 4.5;
const likelyShareOfOutput = 0.3;

/** What a call will probably use and cost, without repairs. */
export const likelyUsage = ({ inputBytes, maxOutputTokens }: CallSize, price: ModelPrice | null): Usage =>
  pricedUsage(
    {
      ...noUsage,
      calls: 1,
      inputTokens: Math.round(inputBytes / likelyBytesPerToken),
      outputTokens: Math.round(maxOutputTokens * likelyShareOfOutput),
    },
    price,
  );

/**
 * The most that a call can cost. No tokenizer makes more tokens of a text than it has bytes, so this holds for every
 * model and language; of English it is about four times what is used. Each further attempt also sends the reply before.
 */
export const mostUsd = (
  { inputBytes, maxOutputTokens, attempts, complaintBytes }: CallSize,
  { input, output, cacheWrite }: ModelPrice,
): number => {
  const repairs = attempts - 1;
  const inputTokens =
    attempts * (inputBytes + frameTokens) + ((repairs * attempts) / 2) * (maxOutputTokens + complaintBytes);
  return (inputTokens * Math.max(input, cacheWrite) + attempts * maxOutputTokens * output) / 1e6;
};
