import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { modelGenerator } from '../../functions/generate/model-generator.ts';
import { bedrockLanguageModel } from '../../shared/adapters/bedrock-language-model.ts';
import { openAiCompatibleLanguageModel } from '../../shared/adapters/openai-compatible-language-model.ts';
import type { AnswerStrategy } from '../../shared/domain/dataset-settings.ts';
import type { LanguageModel } from '../../shared/ports/language-model.ts';
import type { PairGenerator } from '../../shared/ports/pair-generator.ts';
import { templates } from './a-request.ts';
import { type ChatStep, startChatEndpoint } from './chat-endpoint.ts';
import { type ConverseStep, startConverseEndpoint } from './converse-endpoint.ts';

/** What a server does on command; each provider says it in its own words. */
export type Behaviour =
  | { readonly kind: 'answers'; readonly value: unknown; readonly afterMs?: number }
  | { readonly kind: 'writes'; readonly text: string }
  | { readonly kind: 'is-cut-off'; readonly value: unknown }
  | { readonly kind: 'withholds' }
  | { readonly kind: 'throttles' }
  | { readonly kind: 'is-down' }
  | { readonly kind: 'hangs' };

/** A generator over HTTP, and the server that it asks. */
export interface MisbehavingGenerator {
  readonly generator: PairGenerator;
  /** The same, with no patience for a server that is silent. */
  readonly hasty: PairGenerator;
  /** What the next calls meet, in order; the last one repeats. */
  play(...behaviours: Behaviour[]): void;
  /** What a call meets, by the prompt of its task. */
  react(behaviourFor: (prompt: string) => Behaviour): void;
  /** The prompts of the calls since. */
  prompts(): string[];
  close(): Promise<void>;
}

const generators = (modelOf: (timeoutSeconds: number) => LanguageModel) => ({
  generator: modelGenerator(modelOf(30), templates),
  hasty: modelGenerator(modelOf(0.3), templates),
});

const startBedrock = async (modelId: string, strategy: AnswerStrategy): Promise<MisbehavingGenerator> => {
  const endpoint = await startConverseEndpoint();
  const client = new BedrockRuntimeClient({
    endpoint: endpoint.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  });
  return {
    ...generators((timeoutSeconds) => bedrockLanguageModel({ client, modelId, strategy, timeoutSeconds })),
    play: (...behaviours) => endpoint.play(...behaviours.map(inConverse)),
    react: (behaviourFor) =>
      endpoint.react(({ messages }) => inConverse(behaviourFor(messages?.[0]?.content?.[0]?.text ?? ''))),
    prompts: () => endpoint.calls.map(({ body }) => body.messages?.[0]?.content?.[0]?.text ?? ''),
    close: async () => {
      client.destroy();
      await endpoint.close();
    },
  };
};

const inConverse = (behaviour: Behaviour): ConverseStep => {
  if (behaviour.kind === 'answers') {
    const { value, afterMs = 0 } = behaviour;
    return { reply: value, afterMs };
  }
  if (behaviour.kind === 'writes') return { text: behaviour.text };
  if (behaviour.kind === 'is-cut-off') return { reply: behaviour.value, stopReason: 'max_tokens' };
  if (behaviour.kind === 'withholds') return { text: '', stopReason: 'content_filtered' };
  if (behaviour.kind === 'throttles') return { error: 'ThrottlingException', status: 429 };
  if (behaviour.kind === 'is-down') return { error: 'ServiceUnavailableException', status: 503 };
  return { hang: true };
};

const startOpenAiCompatible = async (
  strategy: Exclude<AnswerStrategy, 'tool'>,
): Promise<MisbehavingGenerator> => {
  const endpoint = await startChatEndpoint();
  return {
    ...generators((timeoutSeconds) =>
      openAiCompatibleLanguageModel({ baseUrl: endpoint.url, model: 'qwen3', strategy, timeoutSeconds }),
    ),
    play: (...behaviours) => endpoint.play(...behaviours.map(inChat)),
    react: (behaviourFor) =>
      endpoint.react(({ messages }) => inChat(behaviourFor(messages[1]?.content ?? ''))),
    prompts: () => endpoint.calls.map(({ body }) => body.messages[1]?.content ?? ''),
    close: endpoint.close,
  };
};

const inChat = (behaviour: Behaviour): ChatStep => {
  if (behaviour.kind === 'answers') {
    const { value, afterMs = 0 } = behaviour;
    return { text: JSON.stringify(value), afterMs };
  }
  if (behaviour.kind === 'writes') return { text: behaviour.text };
  if (behaviour.kind === 'is-cut-off')
    return { text: JSON.stringify(behaviour.value).slice(0, 40), finishReason: 'length' };
  if (behaviour.kind === 'withholds') return { text: '', finishReason: 'content_filter' };
  if (behaviour.kind === 'throttles') return { status: 429 };
  if (behaviour.kind === 'is-down') return { status: 503 };
  return { hang: true };
};

/** The generators that ask a model, in each way that it can be made to answer. */
export const modelGenerators: Record<string, () => Promise<MisbehavingGenerator>> = {
  'bedrock, tool': () => startBedrock('eu.amazon.nova-2-lite-v1:0', 'tool'),
  'bedrock, schema': () => startBedrock('openai.gpt-oss-120b-1:0', 'schema'),
  'bedrock, json-text': () => startBedrock('meta.llama3-3-70b-instruct-v1:0', 'json-text'),
  'openai-compatible, schema': () => startOpenAiCompatible('schema'),
  'openai-compatible, json-text': () => startOpenAiCompatible('json-text'),
};
