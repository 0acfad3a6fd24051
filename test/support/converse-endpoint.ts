import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { ConverseRequest } from '@aws-sdk/client-bedrock-runtime';

/** What the endpoint answers to one call: a reply, an error as Bedrock words it, or silence. */
export type ConverseStep =
  /** In the form that the request has asked for: as a call of its tool, or as text. */
  | { readonly reply: unknown; readonly stopReason?: string; readonly afterMs?: number }
  | { readonly text: string; readonly stopReason?: string }
  | { readonly error: string; readonly status: number; readonly message?: string }
  | { readonly hang: true };

export interface ConverseEndpoint {
  /** `http://127.0.0.1:<port>`, to be given to a client as its endpoint. */
  readonly url: string;
  readonly calls: { readonly modelId: string; readonly body: ConverseRequest }[];
  /** The steps for the next calls, in order; the last one repeats. */
  play(...steps: readonly ConverseStep[]): void;
  /** Answers each call by what it says. */
  react(stepFor: (body: ConverseRequest) => ConverseStep): void;
  close(): Promise<void>;
}

/** A local endpoint that speaks Converse over HTTP/2 without TLS, as the Bedrock client expects it, and follows a script. */
export const startConverseEndpoint = async (): Promise<ConverseEndpoint> => {
  let stepFor: (body: ConverseRequest) => ConverseStep = () => ({ hang: true });
  const calls: { modelId: string; body: ConverseRequest }[] = [];
  const server: Http2Server = createServer();
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => {
    const chunks: Buffer[] = [];
    stream.on('error', () => stream.destroy());
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const modelId = decodeURIComponent(String(headers[':path']).split('/')[2] ?? '');
      const body: ConverseRequest = JSON.parse(Buffer.concat(chunks).toString());
      calls.push({ modelId, body });
      const step = stepFor(body);
      if ('hang' in step) return;
      const failed = 'error' in step;
      const respond = () => {
        stream.respond({
          ':status': failed ? step.status : 200,
          'content-type': 'application/json',
          ...(failed && { 'x-amzn-errortype': step.error }),
        });
        stream.end(JSON.stringify(failed ? { message: step.message ?? step.error } : toOutput(step, body)));
      };
      setTimeout(respond, 'reply' in step ? step.afterMs : 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
      for (const session of sessions) session.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const toOutput = (
  step: Exclude<ConverseStep, { error: string } | { hang: true }>,
  { toolConfig }: ConverseRequest,
): unknown => {
  const name = toolConfig?.tools?.[0]?.toolSpec?.name;
  const isToolCall = 'reply' in step && name !== undefined;
  const content = isToolCall
    ? [{ toolUse: { toolUseId: 'tooluse_1', name, input: step.reply } }]
    : [{ text: 'text' in step ? step.text : JSON.stringify(step.reply) }];
  return {
    output: { message: { role: 'assistant', content } },
    stopReason: step.stopReason ?? (isToolCall ? 'tool_use' : 'end_turn'),
    usage: { inputTokens: 100, outputTokens: 20, totalTokens: 120 },
    metrics: { latencyMs: 1 },
  };
};
