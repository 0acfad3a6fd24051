import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  type OpenAiCompatibleOptions,
  openAiCompatibleLanguageModel,
} from '../../../../shared/adapters/openai-compatible-language-model.ts';
import { type ChatEndpoint, startChatEndpoint } from '../../../support/chat-endpoint.ts';

const request = {
  system: 'Count the bags.',
  prompt: 'Two bags.',
  schema: z.object({ bags: z.number() }),
  schemaName: 'record_bags',
  maxOutputTokens: 50,
};
const two = { text: '{"bags": 2}' };

let endpoint: ChatEndpoint;
beforeAll(async () => {
  endpoint = await startChatEndpoint();
});
afterAll(() => endpoint.close());

const model = (given: Partial<OpenAiCompatibleOptions> = {}) =>
  openAiCompatibleLanguageModel({ baseUrl: endpoint.url, model: 'qwen3:8b', timeoutSeconds: 60, ...given });

describe('the request', () => {
  test('asks for JSON of the schema, within the limit of tokens', async () => {
    endpoint.play(two);
    expect(await model().answer(request)).toEqual({
      status: 'answered',
      value: { bags: 2 },
      usage: expect.objectContaining({ calls: 1, inputTokens: 100, outputTokens: 20, usd: null }),
    });
    expect(endpoint.calls[0]?.body).toMatchObject({
      model: 'qwen3:8b',
      max_tokens: 50,
      messages: [{ role: 'system' }, { role: 'user', content: 'Two bags.' }],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'record_bags', schema: { required: ['bags'] } },
      },
    });
    expect(endpoint.calls[0]?.body.messages[0]?.content).not.toContain('"bags"');
  });

  test('leaves the schema to the prompt for a server that knows no response format', async () => {
    endpoint.play(two);
    await model({ strategy: 'json-text' }).answer(request);
    expect(endpoint.calls[0]?.body.response_format).toBeUndefined();
    expect(endpoint.calls[0]?.body.messages[0]?.content).toContain('"bags"');
  });

  test('sends a key when there is one, and takes a base URL with a slash at its end', async () => {
    endpoint.play(two);
    await model({ apiKey: 'key-1', baseUrl: `${endpoint.url}/` }).answer(request);
    await model().answer(request);
    expect(endpoint.calls.map(({ authorization }) => authorization)).toEqual(['Bearer key-1', undefined]);
  });
});

describe('the repair', () => {
  test('shows the model its wrong answer and what was wrong with it', async () => {
    endpoint.play({ text: '{"bags": "two"}' }, two);
    expect(await model().answer(request)).toMatchObject({ status: 'answered', usage: { calls: 2 } });
    const [, , said, complaint] = endpoint.calls[1]?.body.messages ?? [];
    expect(said).toEqual({ role: 'assistant', content: '{"bags": "two"}' });
    expect(complaint?.content).toContain('expected number');
  });

  test('says the schema in words, for a server that passes over the response format', async () => {
    endpoint.play({ text: 'There are two bags.' }, two);
    await model().answer(request);
    expect(endpoint.calls[1]?.body.messages.at(-1)?.content).toContain('"required":["bags"]');
  });

  test('does not ask again after a content filter', async () => {
    endpoint.play({ text: '', finishReason: 'content_filter' });
    expect(await model().answer(request)).toMatchObject({ status: 'failed', usage: { calls: 1 } });
  });

  test('reports a refusal, and not in the words of the model', async () => {
    endpoint.play({ text: '', refusal: 'I must not count bags.' });
    expect(await model().answer(request)).toMatchObject({
      status: 'failed',
      detail: expect.not.stringContaining('count bags'),
    });
    expect(await model().answer(request)).toMatchObject({ detail: expect.stringContaining('refused') });
  });
});

describe('failures of the server', () => {
  test('a passage that is too long fails alone', async () => {
    endpoint.play({ status: 400, body: '{"error": "the request exceeds the available context size"}' });
    expect(await model().answer(request)).toMatchObject({ status: 'failed' });
  });

  test('a wrong model name stops the run and says what the server said', async () => {
    endpoint.play({ status: 404, body: '{"error": "model \\"qwen3:8b\\" not found"}' });
    await expect(model().answer(request)).rejects.toThrow(
      /chat\/completions, model qwen3:8b: 404 .*not found/,
    );
  });

  test.each([401, 403])('a key that is missing or wrong (%i) is named by its variable', async (status) => {
    endpoint.play({ status });
    await expect(model().answer(request)).rejects.toThrow(/OPENAI_API_KEY/);
  });

  test('a schema that is refused says which setting does without one, and only where one was sent', async () => {
    endpoint.play({ status: 400, body: '{"error": "response_format is not supported"}' });
    await expect(model().answer(request)).rejects.toMatchObject({
      name: 'ModelRefusedError',
      message: expect.stringContaining('strategy: json-text'),
    });
    await expect(model({ strategy: 'json-text' }).answer(request)).rejects.not.toThrow('json-text');
  });

  test('a server that is not there is named, and not waited for', async () => {
    const stopped = await startChatEndpoint();
    await stopped.close();
    const error = await model({ baseUrl: stopped.url })
      .answer(request)
      .catch((reason: Error) => reason);
    expect(error).toMatchObject({
      name: 'ModelRefusedError',
      message: expect.stringContaining('start the server or correct the base URL'),
    });
  });

  test('an answer that is no chat completion is a failure with its reason', async () => {
    endpoint.play({ raw: '<html>Welcome</html>' });
    expect(await model().answer(request)).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('did not send a chat completion'),
    });
  });
});

describe('a server that says when to come back', () => {
  test.each([429, 503])(
    'is asked again then, after status %i, and the answer counts as one call',
    async (status) => {
      endpoint.play({ status, retryAfter: '0.2' }, two);
      const startedAt = performance.now();
      expect(await model().answer(request)).toMatchObject({ status: 'answered', usage: { calls: 1 } });
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(190);
      expect(endpoint.calls).toHaveLength(2);
    },
  );

  test('may say so by a date', async () => {
    endpoint.play({ status: 429, retryAfter: new Date(Date.now() - 1000).toUTCString() }, two);
    expect(await model().answer(request)).toMatchObject({ status: 'answered' });
    expect(endpoint.calls).toHaveLength(2);
  });

  test.each([
    ['after the time limit of the reply', { retryAfter: '30' }, { timeoutSeconds: 20 }],
    ['in more than a minute', { retryAfter: '61' }, { timeoutSeconds: 300 }],
  ])('%s is left to the workflow at once, as nothing was paid', async (_when, step, given) => {
    endpoint.play({ status: 429, ...step });
    await expect(model(given).answer(request)).rejects.toMatchObject({
      name: 'ThrottledError',
      mayHaveCost: false,
    });
    expect(endpoint.calls).toHaveLength(1);
  });

  test('but never answers is left to the workflow after the third wait', async () => {
    endpoint.play({ status: 429, retryAfter: '0' });
    await expect(model().answer(request)).rejects.toMatchObject({ name: 'ThrottledError' });
    expect(endpoint.calls).toHaveLength(4);
  });

  test('is not asked again where its work may have been paid', async () => {
    endpoint.play({ status: 500, retryAfter: '0' });
    await expect(model().answer(request)).rejects.toMatchObject({
      name: 'ThrottledError',
      mayHaveCost: true,
    });
    expect(endpoint.calls).toHaveLength(1);
  });
});
