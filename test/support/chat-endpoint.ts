import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the endpoint answers to one call of `/chat/completions`. */
export type ChatStep =
  | {
      readonly text: string;
      readonly finishReason?: string;
      readonly refusal?: string;
      readonly afterMs?: number;
    }
  | { readonly status: number; readonly body?: string; readonly retryAfter?: string }
  | { readonly raw: string }
  | { readonly hang: true };

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly max_tokens: number;
  readonly response_format?: unknown;
}

export interface ChatEndpoint {
  /** The base URL to give to a client. */
  readonly url: string;
  readonly calls: { readonly authorization: string | undefined; readonly body: ChatRequest }[];
  /** The steps for the next calls, in order; the last one repeats. */
  play(...steps: readonly ChatStep[]): void;
  /** Answers each call by what it says. */
  react(stepFor: (body: ChatRequest) => ChatStep): void;
  close(): Promise<void>;
}

/** A local server that speaks the chat completions API and follows a script. */
export const startChatEndpoint = async (): Promise<ChatEndpoint> => {
  let stepFor: (body: ChatRequest) => ChatStep = () => ({ hang: true });
  const calls: { authorization: string | undefined; body: ChatRequest }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: ChatRequest = JSON.parse(Buffer.concat(chunks).toString());
      calls.push({ authorization: request.headers.authorization, body });
      const step = stepFor(body);
      if ('hang' in step) return;
      response.statusCode = 'status' in step ? step.status : 200;
      response.setHeader('content-type', 'application/json');
      if ('status' in step && step.retryAfter !== undefined)
        response.setHeader('retry-after', step.retryAfter);
      const answer =
        'raw' in step
          ? step.raw
          : 'status' in step
            ? (step.body ?? '{}')
            : JSON.stringify(toCompletion(step));
      setTimeout(() => response.end(answer), 'text' in step ? step.afterMs : 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    play: (...steps) => {
      calls.length = 0;
      stepFor = () => steps[Math.min(calls.length, steps.length) - 1] ?? { hang: true };
    },
    react: (chosen) => {
      calls.length = 0;
      stepFor = chosen;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const toCompletion = ({
  text,
  finishReason = 'stop',
  refusal,
}: Extract<ChatStep, { text: string }>): unknown => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      finish_reason: finishReason,
      message: { role: 'assistant', content: text, ...(refusal && { refusal }) },
    },
  ],
  usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
});
