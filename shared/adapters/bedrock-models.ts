/** How a model family is made to answer in JSON, and what it costs. */
export interface BedrockModelTraits {
  /** `tool`: one tool that the model is forced to call. `json-text`: the schema in the prompt, the answer as text. */
  readonly strategy: 'tool' | 'json-text';
  /** What switches thinking off; a forced tool and thinking exclude each other. */
  readonly additionalModelRequestFields?: {
    readonly [field: string]: string | { readonly [field: string]: string };
  };
  /** Sent only where the model is known to take it. */
  readonly temperature?: number;
  /** The least prompt that the model caches, in tokens; absent where caching is not known to work. */
  readonly cacheMinimumTokens?: number;
  /** US dollars for a million tokens on demand; null where the price is not known to us. */
  readonly usdPerMillion: { readonly input: number; readonly output: number } | null;
}

const noThinking = { thinking: { type: 'disabled' } } as const;
const price = (input: number, output: number) => ({ input, output });

/**
 * Keyed by what the model id contains, after any region prefix and before any version. On-demand prices of the global
 * profile as listed at https://aws.amazon.com/bedrock/pricing/ in November 2026; geographic profiles cost about a tenth more.
 */
const families: Readonly<Record<string, BedrockModelTraits>> = {
  'anthropic.claude-haiku-5-5': {
    strategy: 'tool',
    additionalModelRequestFields: noThinking,
    cacheMinimumTokens: 512,
    usdPerMillion: price(0.1, 0.5),
  },
  'anthropic.claude-haiku-4-5': {
    strategy: 'tool',
    cacheMinimumTokens: 4096,
    temperature: 0,
    usdPerMillion: price(1, 5),
  },
  'anthropic.claude-sonnet-4-6': {
    strategy: 'tool',
    cacheMinimumTokens: 2048,
    temperature: 0,
    usdPerMillion: price(3, 15),
  },
  'amazon.nova-2-lite': { strategy: 'tool', temperature: 0, usdPerMillion: price(0.3, 2.5) },
  'amazon.nova-micro': {
    strategy: 'tool',
    cacheMinimumTokens: 1536,
    temperature: 0,
    usdPerMillion: price(0.035, 0.14),
  },
  'amazon.nova-lite': {
    strategy: 'tool',
    cacheMinimumTokens: 1536,
    temperature: 0,
    usdPerMillion: price(0.06, 0.24),
  },
  'amazon.nova-pro': {
    strategy: 'tool',
    cacheMinimumTokens: 1024,
    temperature: 0,
    usdPerMillion: price(0.8, 3.2),
  },
  'openai.gpt-oss-20b': { strategy: 'json-text', temperature: 0, usdPerMillion: price(0.07, 0.3) },
  'openai.gpt-oss-120b': { strategy: 'json-text', temperature: 0, usdPerMillion: price(0.15, 0.6) },
  'qwen.qwen3-32b': { strategy: 'json-text', temperature: 0, usdPerMillion: price(0.15, 0.6) },
  'meta.llama3-3-70b': { strategy: 'json-text', temperature: 0, usdPerMillion: price(0.72, 0.72) },
  'mistral.ministral-3-8b': { strategy: 'json-text', temperature: 0, usdPerMillion: price(0.15, 0.15) },
  'google.gemma-3-12b': { strategy: 'json-text', temperature: 0, usdPerMillion: price(0.09, 0.29) },
};

/** A model that is not in the table is asked with a tool if it is one of Anthropic or Amazon, else with text. */
export const bedrockModelTraits = (modelId: string): BedrockModelTraits => {
  const family = Object.keys(families).find((key) => modelId.includes(key));
  const known = family === undefined ? undefined : families[family];
  return (
    known ?? { strategy: /anthropic\.|amazon\./.test(modelId) ? 'tool' : 'json-text', usdPerMillion: null }
  );
};
