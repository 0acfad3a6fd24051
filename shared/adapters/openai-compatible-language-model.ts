import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { AnswerStrategy } from '../domain/dataset-settings.ts';
import { type ModelPrice, pricedUsage } from '../domain/model-price.ts';
import { noUsage } from '../domain/usage.ts';
import { ModelRefusedError, ThrottledError } from '../errors.ts';
import type { LanguageModel, StructuredRequest } from '../ports/language-model.ts';
import { type Attempt, answerWithRepair, describeReply } from './answer-with-repair.ts';
import { jsonInText } from './json-in-text.ts';
import { jsonSchemaOf } from './request-schema.ts';
import { retryAfterSeconds } from './retry-after.ts';

export interface OpenAiCompatibleOptions {
  /** Up to and with the version, for example `http://localhost:11434/v1` of Ollama. */
  readonly baseUrl: string;
  readonly model: string;
  /** What its usage is charged by; null when that is not known. */
  readonly price?: ModelPrice | null;
  /** Local servers want none. */
  readonly apiKey?: string;
  /** `schema` has the server hold the reply to the schema; `json-text` is for servers that do not know how. */
  readonly strategy?: Exclude<AnswerStrategy, 'tool'> | undefined;
  /** For one reply, with the time that the server asks us to wait for it. */
  readonly timeoutSeconds?: number;
}

/** Who is told to come back later than this is better served by the workflow's backoff. */
const maxWaitSeconds = 60;
const maxWaits = 3;

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().optional(),
      completion_tokens: z.number().optional(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().optional() }).nullish(),
    })
    .nullish(),
});

interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A model behind the chat completions API that OpenAI defined and Ollama, vLLM, llama.cpp and others speak. */
export const openAiCompatibleLanguageModel = (options: OpenAiCompatibleOptions): LanguageModel => ({
  provider: 'openai-compatible',
  modelId: options.model,
  price: options.price ?? null,
  answer: (request) => {
    const jsonSchema = jsonSchemaOf(request.schema);
    const matching = `that matches this schema, and nothing else:\n${JSON.stringify(jsonSchema)}`;
    const isInPrompt = options.strategy === 'json-text';
    const opening: Message[] = [
      {
        role: 'system',
        content: `${request.system}\n\nAnswer with one JSON object ${isInPrompt ? matching : 'and nothing else.'}`,
      },
      { role: 'user', content: request.prompt },
    ];
    let said = '';
    return answerWithRepair(request, async (complaint) => {
      const messages =
        complaint === undefined ? opening : [...opening, ...repairTurns(said, complaint, matching)];
      const response = await post(options, request, jsonSchema, messages);
      if (!response.isOk) return unanswerable(response.problem);
      const attempt = readCompletion(response.body, options.price ?? null);
      said = attempt.said;
      return attempt;
    });
  },
});

/**
 * A cut-off or withheld reply is not sent back: the model would go on where it stopped. The schema is said in words now,
 * because there are servers that pass over `response_format`.
 */
const repairTurns = (said: string, complaint: string, matching: string): Message[] => [
  ...(said === '' ? [] : [{ role: 'assistant' as const, content: said }]),
  {
    role: 'user',
    content: `${complaint} Answer again, correctly and completely, with one JSON object ${matching}`,
  },
];

type Posted =
  | { readonly isOk: true; readonly body: unknown }
  | { readonly isOk: false; readonly problem: string };

const post = async <Value>(
  { baseUrl, model, apiKey, strategy = 'schema', timeoutSeconds = 300 }: OpenAiCompatibleOptions,
  request: StructuredRequest<Value>,
  schema: unknown,
  messages: readonly Message[],
): Promise<Posted> => {
  const url = `${baseUrl.replace(/\/+$/, '')}/chat/completions`;
  const subject = `${url}, model ${model}`;
  const body = JSON.stringify({
    model,
    messages,
    max_tokens: request.maxOutputTokens,
    temperature: 0,
    ...(strategy === 'schema' && {
      response_format: { type: 'json_schema', json_schema: { name: request.schemaName, schema } },
    }),
  });
  const deadline = Date.now() + timeoutSeconds * 1000;
  const send = async (waitsLeft: number): Promise<{ response: Response; text: string }> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body,
      signal: AbortSignal.timeout(Math.max(1, deadline - Date.now())),
    });
    const text = await response.text();
    const seconds = waitsLeft > 0 && isUnpaid(response) ? askedToWait(response) : undefined;
    if (seconds === undefined || Date.now() + seconds * 1000 >= deadline) return { response, text };
    await wait(seconds * 1000);
    return send(waitsLeft - 1);
  };
  const { response, text } = await send(maxWaits).catch((error: unknown) => {
    throw connectionError(subject, error);
  });
  if (response.ok) return { isOk: true, body: jsonInText(text) };
  const detail = `${subject}: ${response.status} ${excerpt(text)}`;
  if ([408, 429].includes(response.status) || response.status >= 500)
    throw new ThrottledError(detail, { mayHaveCost: !isUnpaid(response) });
  if (/context|too long|maximum.*tokens/i.test(text))
    return { isOk: false, problem: `The passage does not fit into the context of the model (${detail}).` };
  if ([401, 403].includes(response.status))
    throw new ModelRefusedError(`${detail}; a local run takes the key of the server from OPENAI_API_KEY`);
  if (strategy === 'schema' && /response_format|json_schema|grammar/i.test(text))
    throw new ModelRefusedError(
      `${detail}; a server that takes no schema needs strategy: json-text beside the model`,
    );
  throw new ModelRefusedError(detail);
};

/** The beginning of what a server says of an error. */
const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
};

/** The server has turned the request away before it did anything. */
const isUnpaid = ({ status }: Response): boolean => status === 429 || status === 503;

const askedToWait = ({ headers }: Response): number | undefined => {
  const seconds = retryAfterSeconds(headers.get('retry-after'), new Date());
  return seconds !== undefined && seconds <= maxWaitSeconds ? seconds : undefined;
};

/** Nobody listening is a mistake in the address and is not retried; a connection that breaks off or stays silent is. */
const connectionError = (subject: string, error: unknown): Error => {
  const code = (error as { cause?: { code?: string } }).cause?.code;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND'
    ? new ModelRefusedError(
        `${subject}: nothing answers there (${code}); start the server or correct the base URL`,
        {
          cause: error,
        },
      )
    : new ThrottledError(`${subject}: ${String(error)}`, { cause: error });
};

const readCompletion = (body: unknown, price: ModelPrice | null): Attempt & { readonly said: string } => {
  const parsed = completionSchema.safeParse(body);
  if (!parsed.success)
    return {
      ...unanswerable(`The server did not send a chat completion: ${z.prettifyError(parsed.error)}.`),
      said: '',
    };
  const { choices, usage } = parsed.data;
  const choice = choices[0];
  const said = choice?.message.content ?? '';
  const tokens = {
    calls: 1,
    inputTokens: usage?.prompt_tokens ?? 0,
    outputTokens: usage?.completion_tokens ?? 0,
    cacheReadTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
    cacheWriteTokens: 0,
  };
  const paid = pricedUsage(tokens, price);
  const withheld = { usage: paid, value: undefined, said: '' };
  if (choice?.finish_reason === 'length')
    return {
      ...withheld,
      problem: 'The reply was cut off at the token limit; it must be shorter, with fewer items.',
    };
  if (choice?.finish_reason === 'content_filter')
    return { ...withheld, problem: 'The reply was withheld by the content filter.', isFinal: true };
  const value = jsonInText(said);
  return value === undefined
    ? {
        usage: paid,
        value,
        said,
        problem: `The model did not answer in JSON, but ${choice?.message.refusal ? 'refused' : `wrote ${describeReply(said)}`}.`,
      }
    : { usage: paid, value, said };
};

const unanswerable = (problem: string): Attempt => ({
  usage: { ...noUsage, calls: 1 },
  value: undefined,
  problem,
  isFinal: true,
});
