import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  GetModelInvocationJobCommand,
} from '@aws-sdk/client-bedrock';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { bedrockBatchInference } from '#shared/adapters/bedrock-batch-inference.ts';
import { bedrockLanguageModel } from '#shared/adapters/bedrock-language-model.ts';
import { givenPrice } from '#shared/domain/model-price.ts';
import { noUsage } from '#shared/domain/usage.ts';

const client = mockClient(BedrockClient);
const inference = bedrockBatchInference({
  client: client as never,
  roleArn: 'arn:aws:iam::123456789012:role/jobs',
});
const failure = (name: string) => Object.assign(new Error(name), { name });
const price = givenPrice({ input: 10, output: 50 });

beforeEach(() => client.reset());

describe('a job', () => {
  const job = {
    token: 'a1b2',
    modelId: 'eu.amazon.nova-2-lite-v1:0',
    inputUri: 's3://dataset/air/batches/jobs/a1b2/records.jsonl',
    outputUri: 's3://dataset/air/batches/jobs/a1b2/output/',
  };

  test('is of Converse records, for a day, and known by its token', async () => {
    client.on(CreateModelInvocationJobCommand).resolves({ jobArn: 'arn:job' });
    expect(await inference.submit(job)).toBe('arn:job');
    expect(client.commandCalls(CreateModelInvocationJobCommand)[0]?.args[0].input).toEqual({
      jobName: 'quarry-a1b2',
      clientRequestToken: 'a1b2',
      modelId: job.modelId,
      roleArn: 'arn:aws:iam::123456789012:role/jobs',
      modelInvocationType: 'Converse',
      inputDataConfig: { s3InputDataConfig: { s3Uri: job.inputUri, s3InputFormat: 'JSONL' } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: job.outputUri } },
      timeoutDurationInHours: 24,
    });
  });

  test.each([
    ['ThrottlingException', 'ThrottledError'],
    ['ServiceQuotaExceededException', 'ThrottledError'],
    ['InternalServerException', 'ThrottledError'],
    ['ValidationException', 'ModelRefusedError'],
    ['AccessDeniedException', 'ModelRefusedError'],
  ])('that ends in %s is a %s that names the model', async (name, expected) => {
    client.on(CreateModelInvocationJobCommand).rejects(failure(name));
    await expect(inference.submit(job)).rejects.toMatchObject({
      name: expected,
      message: expect.stringContaining(job.modelId),
    });
  });

  test.each(['Submitted', 'Validating', 'Scheduled', 'InProgress', 'Stopping'] as const)(
    'is under way as %s',
    async (status) => {
      client.on(GetModelInvocationJobCommand).resolves({ status });
      expect(await inference.look('arn:job')).toEqual({ status: 'under-way' });
    },
  );

  test.each(['Completed', 'PartiallyCompleted', 'Failed', 'Stopped', 'Expired'] as const)(
    'has ended as %s',
    async (status) => {
      client.on(GetModelInvocationJobCommand).resolves({ status, message: 'Why.' });
      expect(await inference.look('arn:job')).toEqual({ status: 'ended', result: `${status}: Why.` });
    },
  );
});

describe('a line of results', () => {
  const modelOutput = {
    output: { message: { role: 'assistant', content: [{ text: '{"bags":2}' }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 100, outputTokens: 20, totalTokens: 120 },
  };
  const read = (line: unknown) =>
    inference.readResult(typeof line === 'string' ? line : JSON.stringify(line), price);

  test('has an answer with its usage at half the price', () => {
    expect(read({ recordId: 'r1', modelInput: {}, modelOutput })).toEqual({
      recordId: 'r1',
      status: 'answered',
      output: modelOutput,
      usage: { ...noUsage, calls: 1, inputTokens: 100, outputTokens: 20, usd: 0.001 },
    });
  });

  test('has an error in place of an answer', () => {
    const error = { errorCode: 400, errorMessage: 'bad request' };
    expect(read({ recordId: 'r1', modelInput: {}, error })).toMatchObject({
      recordId: 'r1',
      status: 'failed',
      detail: expect.stringContaining('bad request'),
    });
  });

  test.each([
    ['is cut off', '{"recordId":"r1","modelOut'],
    ['names no record', { modelOutput }],
  ])('that %s is passed over', (_what, line) => {
    expect(read(line)).toBeUndefined();
  });

  test('is looked for in the files that Bedrock names after its input, not in its summary', () => {
    const keys = ['a/output/job1/records.jsonl.out', 'a/output/job1/manifest.json.out'];
    expect(keys.filter(inference.isOutput)).toEqual(keys.slice(0, 1));
  });
});

describe('a model', () => {
  const modelOf = (modelId: string) =>
    bedrockLanguageModel({ client: mockClient(BedrockRuntimeClient) as never, modelId });
  const request = {
    system: 'Count the bags. '.repeat(500),
    prompt: 'Two bags.',
    schema: z.object({ bags: z.number() }),
    schemaName: 'record_bags',
    maxOutputTokens: 50,
  };

  test('that is asked with a tool live is asked in the prompt in a batch, without a mark for the cache', () => {
    const record = modelOf('amazon.nova-micro-v1:0').batch?.write(request);
    expect(record).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Two bags.' }] }],
      system: [{ text: expect.stringMatching(/^Count the bags.*"bags"/s) }],
      inferenceConfig: { maxTokens: 50, temperature: 0 },
    });
  });

  test.each([
    ['is taken when it fits the schema', '{"bags":2}', { status: 'answered', value: { bags: 2 } }],
    ['is a failure with its reason when it does not', '{"bags":"two"}', { status: 'failed' }],
    ['is a failure when it is prose', 'I cannot help.', { status: 'failed' }],
  ])('whose reply in a batch %s costs half', (_what, text, expected) => {
    const output = {
      output: { message: { role: 'assistant', content: [{ text }] } },
      stopReason: 'end_turn',
      usage: { inputTokens: 1_000_000, outputTokens: 0 },
    };
    const reply = modelOf('amazon.nova-micro-v1:0').batch?.read(request, output);
    expect(reply).toMatchObject({ ...expected, usage: { calls: 1, usd: 0.0175 } });
  });

  test('that Bedrock has no batches of says so', () => {
    expect(modelOf('global.anthropic.claude-haiku-5-5').batch).toBeUndefined();
  });
});
