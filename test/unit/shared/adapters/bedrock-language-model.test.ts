import {
  BedrockRuntimeClient,
  ConverseCommand,
  type ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { noUsage } from '#shared/domain/usage.ts';
import { bedrockLanguageModel } from '../../../../shared/adapters/bedrock-language-model.ts';

const client = mockClient(BedrockRuntimeClient);
const request = {
  system: 'Count the bags.',
  prompt: 'Two bags.',
  schema: z.object({ bags: z.number() }),
  schemaName: 'record_bags',
  maxOutputTokens: 50,
};
const usage = { inputTokens: 10, outputTokens: 5, totalTokens: 15 };

const toolReply = (
  input: unknown,
  more: Partial<ConverseCommandOutput> = {},
): Partial<ConverseCommandOutput> => ({
  output: {
    message: {
      role: 'assistant',
      content: [{ toolUse: { toolUseId: 't1', name: 'record_bags', input: input as null } }],
    },
  },
  stopReason: 'tool_use',
  usage,
  ...more,
});
const textReply = (
  text: string,
  stopReason: ConverseCommandOutput['stopReason'] = 'end_turn',
): Partial<ConverseCommandOutput> => ({
  output: { message: { role: 'assistant', content: text === '' ? [] : [{ text }] } },
  stopReason,
  usage,
});

const modelOf = (modelId: string) => bedrockLanguageModel({ client: client as never, modelId });
const haiku = modelOf('global.anthropic.claude-haiku-5-5');
const sent = (index: number) => client.commandCalls(ConverseCommand)[index]?.args[0].input;

beforeEach(() => client.reset());

describe('the request', () => {
  test('forces one tool whose schema is the one asked for', async () => {
    client.on(ConverseCommand).resolves(toolReply({ bags: 2 }));
    expect(await haiku.answer(request)).toEqual({
      status: 'answered',
      value: { bags: 2 },
      usage: { ...noUsage, calls: 1, inputTokens: 10, outputTokens: 5, usd: 0.0000035 },
    });
    expect(sent(0)?.toolConfig).toMatchObject({
      toolChoice: { tool: { name: 'record_bags' } },
      tools: [{ toolSpec: { inputSchema: { json: { type: 'object', required: ['bags'] } } } }],
    });
    expect(sent(0)?.inferenceConfig?.maxTokens).toBe(50);
  });

  test('switches thinking off for a model that thinks by default', async () => {
    client.on(ConverseCommand).resolves(toolReply({ bags: 2 }));
    await haiku.answer(request);
    expect(sent(0)?.additionalModelRequestFields).toEqual({ thinking: { type: 'disabled' } });
  });

  test('gives a model that takes one the schema of its output, and does not repeat it in the prompt', async () => {
    client.on(ConverseCommand).resolves(textReply('{"bags": 2}'));
    const reply = await modelOf('openai.gpt-oss-20b-1:0').answer(request);
    expect(reply).toMatchObject({ status: 'answered', value: { bags: 2 } });
    expect(sent(0)?.toolConfig).toBeUndefined();
    expect(sent(0)?.system?.[0]?.text).not.toContain('"bags"');
    expect(sent(0)?.additionalModelRequestFields).toEqual({ reasoning_effort: 'low' });
    const textFormat = sent(0)?.outputConfig?.textFormat;
    expect(textFormat?.type).toBe('json_schema');
    expect(textFormat?.structure?.jsonSchema?.name).toBe('record_bags');
    expect(JSON.parse(textFormat?.structure?.jsonSchema?.schema ?? '')).toEqual({
      type: 'object',
      properties: { bags: { type: 'number' } },
      required: ['bags'],
      additionalProperties: false,
    });
  });

  test('puts the schema into the prompt of a model that takes it nowhere else, and finds its JSON among prose', async () => {
    client.on(ConverseCommand).resolves(textReply('Sure!\n{"bags": 2}\nAnything else?'));
    const reply = await modelOf('meta.llama3-3-70b-instruct-v1:0').answer(request);
    expect(reply).toMatchObject({ status: 'answered', value: { bags: 2 } });
    expect(sent(0)?.toolConfig).toBeUndefined();
    expect(sent(0)?.system?.[0]?.text).toContain('"bags"');
  });

  test('marks a system prompt for caching only above the minimum of the model', async () => {
    client.on(ConverseCommand).resolves(toolReply({ bags: 2 }));
    await haiku.answer(request);
    await haiku.answer({ ...request, system: 'Count the bags. '.repeat(200) });
    expect(sent(0)?.system).toHaveLength(1);
    expect(sent(1)?.system?.[1]).toEqual({ cachePoint: { type: 'default' } });
  });

  test('counts the schema of its tool towards the minimum of Claude, which reads tools first', async () => {
    client.on(ConverseCommand).resolves(toolReply({ bags: 2 }));
    const system = 'Count the bags. '.repeat(100);
    const schema = z.object({ bags: z.number().describe('How many bags. '.repeat(40)) });
    await haiku.answer({ ...request, system });
    await haiku.answer({ ...request, system, schema });
    expect([sent(0)?.system?.length, sent(1)?.system?.length]).toEqual([1, 2]);
  });

  test('counts what was read from and written to the cache as input, each at its price', async () => {
    const million = { inputTokens: 1e6, outputTokens: 0, totalTokens: 1e6 };
    client
      .on(ConverseCommand)
      .resolves(
        toolReply(
          { bags: 2 },
          { usage: { ...million, cacheReadInputTokens: 2e6, cacheWriteInputTokens: 4e6 } },
        ),
      );
    expect((await haiku.answer(request)).usage).toEqual({
      calls: 1,
      inputTokens: 7e6,
      outputTokens: 0,
      cacheReadTokens: 2e6,
      cacheWriteTokens: 4e6,
      usd: 0.1 + 2 * 0.01 + 4 * 0.125,
    });
  });
});

describe('a schema that is refused', () => {
  const refusal = (message: string) => Object.assign(new Error(message), { name: 'ValidationException' });
  const wordings = [
    'The model returned the following errors: output_config.format: Extra inputs are not permitted',
    'Malformed input request: #: extraneous key [response_format] is not permitted',
    "This model doesn't support the outputConfig.textFormat field.",
    'Invalid JSON schema: the schema is too complex to compile a grammar.',
  ];

  test.each(wordings)('is put into the prompt instead, from then on, after “%s”', async (wording) => {
    client.on(ConverseCommand).rejectsOnce(refusal(wording)).resolves(textReply('{"bags": 2}'));
    const qwen = modelOf('qwen.qwen3-32b-v1:0');
    expect(await qwen.answer(request)).toMatchObject({ status: 'answered', usage: { calls: 1 } });
    await qwen.answer(request);
    expect(client.commandCalls(ConverseCommand)).toHaveLength(3);
    for (const index of [1, 2]) {
      expect(sent(index)?.outputConfig).toBeUndefined();
      expect(sent(index)?.system?.[0]?.text).toContain('"bags"');
    }
  });

  test('is that of a forced tool instead for a model that knows one', async () => {
    client
      .on(ConverseCommand)
      .rejectsOnce(refusal(wordings[0] ?? ''))
      .resolves(toolReply({ bags: 2 }));
    const sonnet = bedrockLanguageModel({
      client: client as never,
      modelId: 'global.anthropic.claude-sonnet-5',
      strategy: 'schema',
    });
    expect(await sonnet.answer(request)).toMatchObject({ status: 'answered', value: { bags: 2 } });
    expect(sent(0)?.outputConfig).toBeDefined();
    expect(sent(1)?.toolConfig?.toolChoice).toEqual({ tool: { name: 'record_bags' } });
  });

  test('does not make other validation errors ones that pass', async () => {
    client.on(ConverseCommand).rejects(refusal('The provided model identifier is invalid.'));
    await expect(modelOf('qwen.qwen3-32b-v1:0').answer(request)).rejects.toMatchObject({
      name: 'ModelRefusedError',
    });
    expect(client.commandCalls(ConverseCommand)).toHaveLength(1);
  });
});

describe('the repair', () => {
  test('tells the model what was wrong with its tool call and takes the second answer', async () => {
    client
      .on(ConverseCommand)
      .resolvesOnce(toolReply({ bags: 'two' }))
      .resolves(toolReply({ bags: 2 }));
    expect(await haiku.answer(request)).toMatchObject({
      status: 'answered',
      value: { bags: 2 },
      usage: { calls: 2 },
    });
    const messages = sent(1)?.messages ?? [];
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(messages[2]?.content?.[0]?.toolResult).toMatchObject({ toolUseId: 't1', status: 'error' });
    expect(JSON.stringify(messages[2])).toContain('expected number');
  });

  test('gives up after the second wrong answer and says what was wrong with both', async () => {
    client.on(ConverseCommand).resolvesOnce(textReply('I cannot help with that.')).resolves(toolReply({}));
    const reply = await haiku.answer(request);
    expect(reply).toMatchObject({ status: 'failed', usage: { calls: 2, inputTokens: 20, outputTokens: 10 } });
    expect(reply.status === 'failed' && reply.detail).toMatch(
      /wrote 24 characters of text.*Then: .*does not match the schema/s,
    );
  });

  test.each(['max_tokens', 'malformed_model_output', 'malformed_tool_use'] as const)(
    'asks again after %s, without sending the broken reply back',
    async (stopReason) => {
      client
        .on(ConverseCommand)
        .resolvesOnce(toolReply({ bags: 9 }, { stopReason }))
        .resolves(toolReply({ bags: 2 }));
      expect(await haiku.answer(request)).toMatchObject({ status: 'answered', value: { bags: 2 } });
      expect(sent(1)?.messages?.map(({ role }) => role)).toEqual(['user']);
    },
  );

  test.each(['content_filtered', 'guardrail_intervened', 'model_context_window_exceeded'] as const)(
    'does not ask again after %s',
    async (stopReason) => {
      client.on(ConverseCommand).resolves(textReply('', stopReason));
      expect(await haiku.answer(request)).toMatchObject({ status: 'failed', usage: { calls: 1 } });
    },
  );
});

describe('failures of the service', () => {
  const failure = (name: string, message = name) => Object.assign(new Error(message), { name });

  test.each([
    'ThrottlingException',
    'ServiceUnavailableException',
    'ModelTimeoutException',
    'InternalServerException',
  ])('%s becomes the error that the workflow retries, with its cause', async (name) => {
    client.on(ConverseCommand).rejects(failure(name));
    await expect(haiku.answer(request)).rejects.toMatchObject({ name: 'ThrottledError', cause: { name } });
  });

  test('a missing permission is not retried', async () => {
    client.on(ConverseCommand).rejects(failure('AccessDeniedException'));
    await expect(haiku.answer(request)).rejects.toMatchObject({
      name: 'ModelRefusedError',
      cause: { name: 'AccessDeniedException' },
    });
  });

  test('a prompt that is too long is a failure of this passage alone', async () => {
    client
      .on(ConverseCommand)
      .rejects(failure('ValidationException', 'Input is too long for requested model.'));
    expect(await haiku.answer(request)).toMatchObject({ status: 'failed' });
  });
});
