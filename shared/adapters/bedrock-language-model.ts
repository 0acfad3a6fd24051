import {
  type BedrockRuntimeClient,
  type ContentBlock,
  ConverseCommand,
  type ConverseCommandInput,
  type ConverseCommandOutput,
  type Message,
  type Tool,
} from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';
import { type ModelPrice, pricedUsage } from '../domain/model-price.ts';
import { noUsage } from '../domain/usage.ts';
import { ModelRefusedError, ThrottledError } from '../errors.ts';
import type { LanguageModel, StructuredRequest } from '../ports/language-model.ts';
import { type Attempt, answerWithRepair, excerpt } from './answer-with-repair.ts';
import { isBedrockInputTooLong, isRefusedByBedrock, isTransientBedrockError } from './bedrock-errors.ts';
import { type BedrockModelTraits, bedrockModelTraits } from './bedrock-models.ts';
import { jsonInText } from './json-in-text.ts';

export interface BedrockLanguageModelOptions {
  /** Its own retries come first, so give it `retryMode: 'adaptive'` and a few attempts. */
  readonly client: BedrockRuntimeClient;
  /** A model id, an inference profile id or its ARN. */
  readonly modelId: string;
  readonly traits?: BedrockModelTraits;
  /** What its usage is charged by; the listed price by default. */
  readonly price?: ModelPrice | null;
  readonly timeoutSeconds?: number;
}

/** A model of Amazon Bedrock through the Converse API. */
export const bedrockLanguageModel = ({
  client,
  modelId,
  traits = bedrockModelTraits(modelId),
  price = traits.price,
  timeoutSeconds = 120,
}: BedrockLanguageModelOptions): LanguageModel => ({
  provider: 'bedrock',
  modelId,
  price,
  answer: (request) => {
    const base = baseInput(modelId, traits, request);
    let messages: Message[] = [{ role: 'user', content: [{ text: request.prompt }] }];
    let last: ConverseCommandOutput | undefined;
    return answerWithRepair(request, async (complaint) => {
      if (complaint !== undefined) messages = withComplaint(messages, last, complaint);
      try {
        const abortSignal = AbortSignal.timeout(timeoutSeconds * 1000);
        last = await client.send(new ConverseCommand({ ...base, messages }), { abortSignal });
      } catch (error) {
        if (isBedrockInputTooLong(error)) return tooLong(error);
        if (isTransientBedrockError(error)) {
          const mayHaveCost = !isRefusedByBedrock(error);
          throw new ThrottledError(`Bedrock ${modelId}: ${String(error)}`, { cause: error, mayHaveCost });
        }
        if (isRefusedByBedrock(error))
          throw new ModelRefusedError(`Bedrock ${modelId}: ${String(error)}`, { cause: error });
        throw error;
      }
      return readAttempt(last, request, price);
    });
  },
});

const baseInput = <Value>(
  modelId: string,
  traits: BedrockModelTraits,
  request: StructuredRequest<Value>,
): Omit<ConverseCommandInput, 'messages'> => {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(request.schema, { io: 'input' });
  const isTool = traits.strategy === 'tool';
  const system = isTool
    ? `${request.system}\n\nAnswer by calling the tool ${request.schemaName}.`
    : `${request.system}\n\nAnswer with one JSON object that matches this schema, and nothing else:\n${JSON.stringify(jsonSchema)}`;
  // Claude reads its tools before the system prompt, so what is cached begins with them.
  const cached = isTool && traits.cachesTools ? system + JSON.stringify(jsonSchema) : system;
  const isCached = cached.length / 4 >= (traits.cacheMinimumTokens ?? Number.POSITIVE_INFINITY);
  return {
    modelId,
    system: [{ text: system }, ...(isCached ? [{ cachePoint: { type: 'default' as const } }] : [])],
    inferenceConfig: {
      maxTokens: request.maxOutputTokens,
      ...(traits.temperature !== undefined && { temperature: traits.temperature }),
    },
    ...(isTool && {
      toolConfig: {
        tools: [{ toolSpec: { name: request.schemaName, inputSchema: { json: jsonSchema } } } as Tool],
        toolChoice: { tool: { name: request.schemaName } },
      },
    }),
    ...(traits.additionalModelRequestFields && {
      additionalModelRequestFields: { ...traits.additionalModelRequestFields },
    }),
  };
};

const readAttempt = <Value>(
  { output, stopReason, usage }: ConverseCommandOutput,
  request: StructuredRequest<Value>,
  price: ModelPrice | null,
): Attempt => {
  const content: ContentBlock[] = output?.message?.content ?? [];
  const text = content.map((block) => block.text ?? '').join('');
  const cacheReadTokens = usage?.cacheReadInputTokens ?? 0;
  const cacheWriteTokens = usage?.cacheWriteInputTokens ?? 0;
  const tokens = {
    calls: 1,
    inputTokens: (usage?.inputTokens ?? 0) + cacheReadTokens + cacheWriteTokens,
    outputTokens: usage?.outputTokens ?? 0,
    cacheReadTokens,
    cacheWriteTokens,
  };
  const paid = pricedUsage(tokens, price);
  const stop = stopReason === undefined ? undefined : stops[stopReason];
  if (stop !== undefined) return { usage: paid, value: undefined, ...stop };
  const tool = content.find((block) => block.toolUse?.name === request.schemaName)?.toolUse;
  const value = tool === undefined ? jsonInText(text) : tool.input;
  return value === undefined
    ? {
        usage: paid,
        value,
        problem: `The model did not answer in the form that was asked for, but wrote: “${excerpt(text)}”.`,
      }
    : { usage: paid, value };
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

const tooLong = (error: unknown): Attempt => ({
  usage: { ...noUsage, calls: 1 },
  value: undefined,
  problem: `The passage does not fit into the context of the model (${String(error)}).`,
  isFinal: true,
});

/** Answers a tool call with an error result, as Converse demands, and anything else with a plain complaint. */
const withComplaint = (
  messages: readonly Message[],
  last: ConverseCommandOutput | undefined,
  complaint: string,
): Message[] => {
  const content = last?.output?.message?.content ?? [];
  const text = `${complaint} Answer again, correctly and completely.`;
  const isWhole = last?.stopReason === 'tool_use' || last?.stopReason === 'end_turn';
  if (content.length === 0 || !isWhole)
    return [{ role: 'user', content: [...(messages[0]?.content ?? []), { text }] }];
  const results: ContentBlock[] = content.flatMap(({ toolUse }) =>
    toolUse === undefined
      ? []
      : [{ toolResult: { toolUseId: toolUse.toolUseId, status: 'error' as const, content: [{ text }] } }],
  );
  return [
    ...messages,
    { role: 'assistant', content },
    { role: 'user', content: results.length > 0 ? results : [{ text }] },
  ];
};
