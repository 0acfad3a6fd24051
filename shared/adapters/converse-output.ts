import type { ContentBlock, ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { type ModelPrice, pricedUsage } from '../domain/model-price.ts';
import type { Usage } from '../domain/usage.ts';
import type { StructuredRequest } from '../ports/language-model.ts';
import { type Attempt, describeReply } from './answer-with-repair.ts';
import { jsonInText } from './json-in-text.ts';

/** The parts of a response of Converse that are read, whether it came at once or in a batch. */
export type ConverseOutput = Pick<Partial<ConverseCommandOutput>, 'output' | 'stopReason' | 'usage'>;

export const readConverse = <Value>(
  response: ConverseOutput,
  { schemaName }: Pick<StructuredRequest<Value>, 'schemaName'>,
  price: ModelPrice | null,
): Attempt => {
  const { output, stopReason } = response;
  const content: ContentBlock[] = output?.message?.content ?? [];
  const text = content.map((block) => block.text ?? '').join('');
  const usage = converseUsage(response.usage, price);
  const stop = stopReason === undefined ? undefined : stops[stopReason];
  if (stop !== undefined) return { usage, value: undefined, ...stop };
  const tool = content.find((block) => block.toolUse?.name === schemaName)?.toolUse;
  const value = tool === undefined ? jsonInText(text) : tool.input;
  return value === undefined
    ? {
        usage,
        value,
        problem: `The model did not answer in the form that was asked for, but wrote ${describeReply(text)}.`,
      }
    : { usage, value };
};

/** The tokens that a response counts, which says of the prompt cache only where one was used. */
type ConverseTokens = {
  readonly [Count in 'inputTokens' | 'outputTokens' | 'cacheReadInputTokens' | 'cacheWriteInputTokens']?:
    | number
    | undefined;
};

export const converseUsage = (usage: ConverseTokens | undefined, price: ModelPrice | null): Usage => {
  const cacheReadTokens = usage?.cacheReadInputTokens ?? 0;
  const cacheWriteTokens = usage?.cacheWriteInputTokens ?? 0;
  const tokens = {
    calls: 1,
    inputTokens: (usage?.inputTokens ?? 0) + cacheReadTokens + cacheWriteTokens,
    outputTokens: usage?.outputTokens ?? 0,
    cacheReadTokens,
    cacheWriteTokens,
  };
  return pricedUsage(tokens, price);
};

/** Stop reasons after which the content cannot be used, whatever it is. */
const stops: Readonly<Record<string, Pick<Attempt, 'problem' | 'isFinal'>>> = {
  max_tokens: { problem: 'The reply was cut off at the token limit; it must be shorter, with fewer items.' },
  malformed_model_output: { problem: 'The model produced malformed output.' },
  malformed_tool_use: { problem: 'The model produced a malformed tool call.' },
  content_filtered: { problem: 'The reply was withheld by the content filter.', isFinal: true },
  guardrail_intervened: { problem: 'A guardrail withheld the reply.', isFinal: true },
  model_context_window_exceeded: {
    problem: 'The passage does not fit into the context of the model.',
    isFinal: true,
  },
};
