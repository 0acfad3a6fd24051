import type { AnswerStrategy } from '../domain/dataset-settings.ts';
import type { ModelPrice } from '../domain/model-price.ts';
import { roundUsd } from '../domain/usage.ts';

/** How a model family is made to answer in JSON, and what it costs. */
export interface BedrockModelTraits {
  /** `schema` where Bedrock documents it and a forced tool is not known to work. */
  readonly strategy: AnswerStrategy;
  /** What switches thinking off, or low where it cannot be off; a forced tool and thinking exclude each other. */
  readonly additionalModelRequestFields?: {
    readonly [field: string]: string | { readonly [field: string]: string };
  };
  /** Sent only where the model is known to take it. */
  readonly temperature?: number;
  /** The least prompt that the model caches, in tokens; absent where caching is not known to work. */
  readonly cacheMinimumTokens?: number;
  /** True where the tools, too, stand before a cache point of the system prompt and count towards the least. */
  readonly cachesTools?: boolean;
  /** Null where the price is not known to us. */
  readonly price: ModelPrice | null;
}

const noThinking = { thinking: { type: 'disabled' } } as const;
const leastThinking = { reasoning_effort: 'low' } as const;

/**
 * On demand, by the global profile or the model's own region. What is read from the prompt cache costs a tenth of other
 * input, what is written there a quarter more; batch inference costs half.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html
 */
const price = (input: number, output: number): ModelPrice => ({
  input,
  output,
  cacheRead: roundUsd(input * 0.1),
  cacheWrite: roundUsd(input * 1.25),
  batchShare: 0.5,
  source: 'https://aws.amazon.com/bedrock/pricing/',
  lookedUp: '2026-11-22',
});
const withoutBatch = (listed: ModelPrice): ModelPrice => ({ ...listed, batchShare: null });

/** Keyed by what the model id contains, after any region prefix and before any version. */
const families: Readonly<Record<string, BedrockModelTraits & { readonly price: ModelPrice }>> = {
  'anthropic.claude-haiku-5-5': {
    strategy: 'tool',
    additionalModelRequestFields: noThinking,
    cacheMinimumTokens: 512,
    cachesTools: true,
    // Up to 100,000 tokens of prompt; passages are far below.
    price: withoutBatch(price(0.1, 0.5)),
  },
  'anthropic.claude-haiku-4-5': {
    strategy: 'tool',
    cacheMinimumTokens: 4096,
    cachesTools: true,
    temperature: 0,
    price: price(1, 5),
  },
  'anthropic.claude-sonnet-4-6': {
    strategy: 'tool',
    cacheMinimumTokens: 2048,
    cachesTools: true,
    temperature: 0,
    price: price(3, 15),
  },
  'amazon.nova-2-lite': { strategy: 'tool', temperature: 0, price: price(0.3, 2.5) },
  'amazon.nova-micro': {
    strategy: 'tool',
    cacheMinimumTokens: 1536,
    temperature: 0,
    price: price(0.035, 0.14),
  },
  'amazon.nova-lite': {
    strategy: 'tool',
    cacheMinimumTokens: 1536,
    temperature: 0,
    price: price(0.06, 0.24),
  },
  'amazon.nova-pro': {
    strategy: 'tool',
    cacheMinimumTokens: 1024,
    temperature: 0,
    price: price(0.8, 3.2),
  },
  'openai.gpt-oss-20b': {
    strategy: 'schema',
    additionalModelRequestFields: leastThinking,
    temperature: 0,
    price: price(0.07, 0.3),
  },
  'openai.gpt-oss-120b': {
    strategy: 'schema',
    additionalModelRequestFields: leastThinking,
    temperature: 0,
    price: price(0.15, 0.6),
  },
  'qwen.qwen3-32b': { strategy: 'schema', temperature: 0, price: price(0.15, 0.6) },
  'meta.llama3-3-70b': { strategy: 'json-text', temperature: 0, price: price(0.72, 0.72) },
  'mistral.ministral-3-8b': { strategy: 'schema', temperature: 0, price: price(0.15, 0.15) },
  'google.gemma-3-12b': { strategy: 'schema', temperature: 0, price: price(0.09, 0.29) },
};

/** For a model that is not in the table, and for one that refuses a schema. */
export const strategyWithoutSchema = (modelId: string): AnswerStrategy =>
  /anthropic\.|amazon\./.test(modelId) ? 'tool' : 'json-text';

/** A model that is not in the table is asked with a tool if it is one of Anthropic or Amazon, else with text. */
export const bedrockModelTraits = (modelId: string): BedrockModelTraits => {
  const family = Object.keys(families).find((key) => modelId.includes(key));
  const known = family === undefined ? undefined : families[family];
  if (known !== undefined) return { ...known, price: inGeography(modelId, known.price) };
  return { strategy: strategyWithoutSchema(modelId), price: null };
};

/** A profile that keeps the calls in one geography costs about a tenth more than the global one. */
const inGeography = (modelId: string, listed: ModelPrice): ModelPrice =>
  /(?:^|\/)(?:us|us-gov|eu|apac|jp|au|ca)\./.test(modelId)
    ? {
        ...listed,
        input: roundUsd(listed.input * 1.1),
        output: roundUsd(listed.output * 1.1),
        cacheRead: roundUsd(listed.cacheRead * 1.1),
        cacheWrite: roundUsd(listed.cacheWrite * 1.1),
      }
    : listed;
