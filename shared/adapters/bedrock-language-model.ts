import {
  type BedrockRuntimeClient,
  type ContentBlock,
  ConverseCommand,
  type ConverseCommandOutput,
  type Message,
} from '@aws-sdk/client-bedrock-runtime';
import type { AnswerStrategy } from '../domain/dataset-settings.ts';
import type { ModelPrice } from '../domain/model-price.ts';
import { noUsage } from '../domain/usage.ts';
import { ModelRefusedError, ThrottledError } from '../errors.ts';
import type { LanguageModel, StructuredRequest } from '../ports/language-model.ts';
import { type Attempt, answerWithRepair } from './answer-with-repair.ts';
import {
  isBedrockInputTooLong,
  isRefusedByBedrock,
  isSchemaRefusedByBedrock,
  isTransientBedrockError,
} from './bedrock-errors.ts';
import { type BedrockModelTraits, bedrockModelTraits, strategyWithoutSchema } from './bedrock-models.ts';
import { converseBatch } from './converse-batch.ts';
import { converseInput } from './converse-input.ts';
import { readConverse } from './converse-output.ts';

export interface BedrockLanguageModelOptions {
  /** Its own retries come first, so give it `retryMode: 'adaptive'` and a few attempts. */
  readonly client: BedrockRuntimeClient;
  /** A model id, an inference profile id or its ARN. */
  readonly modelId: string;
  readonly traits?: BedrockModelTraits;
  /** How it is made to answer in JSON; as the table has it by default. */
  readonly strategy?: AnswerStrategy | undefined;
  /** What its usage is charged by; the listed price by default. */
  readonly price?: ModelPrice | null;
  readonly timeoutSeconds?: number;
}

/** A model of Amazon Bedrock through the Converse API. */
export const bedrockLanguageModel = ({
  client,
  modelId,
  traits = bedrockModelTraits(modelId),
  strategy = traits.strategy,
  price = traits.price,
  timeoutSeconds = 120,
}: BedrockLanguageModelOptions): LanguageModel => {
  let isSchemaRefused = false;

  /** A model that refuses a schema does so before it runs, and is asked in the other way from then on. */
  const converse = async <Value>(
    request: StructuredRequest<Value>,
    messages: Message[],
  ): Promise<ConverseCommandOutput> => {
    const asked = strategy === 'schema' && isSchemaRefused ? strategyWithoutSchema(modelId) : strategy;
    const input = { ...converseInput(modelId, traits, asked, request), messages };
    try {
      const abortSignal = AbortSignal.timeout(timeoutSeconds * 1000);
      return await client.send(new ConverseCommand(input), { abortSignal });
    } catch (error) {
      if (asked !== 'schema' || !isSchemaRefusedByBedrock(error)) throw error;
      isSchemaRefused = true;
      return converse(request, messages);
    }
  };

  return {
    provider: 'bedrock',
    modelId,
    price,
    batch: price?.batchShare === null ? undefined : converseBatch(modelId, traits, price),
    answer: (request) => {
      let messages: Message[] = [{ role: 'user', content: [{ text: request.prompt }] }];
      let last: ConverseCommandOutput | undefined;
      return answerWithRepair(request, async (complaint) => {
        if (complaint !== undefined) messages = withComplaint(messages, last, complaint);
        try {
          last = await converse(request, messages);
        } catch (error) {
          if (isBedrockInputTooLong(error)) return tooLong(error);
          throw named(modelId, error);
        }
        return readConverse(last, request, price);
      });
    },
  };
};

/** As an error that routes the workflow, where it is one. */
const named = (modelId: string, error: unknown): unknown => {
  const message = `Bedrock ${modelId}: ${String(error)}`;
  if (isTransientBedrockError(error))
    return new ThrottledError(message, { cause: error, mayHaveCost: !isRefusedByBedrock(error) });
  return isRefusedByBedrock(error) ? new ModelRefusedError(message, { cause: error }) : error;
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
