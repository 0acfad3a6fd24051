import { ApplyGuardrailCommand, type BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { noGuardrailUsage } from '../domain/guardrail.ts';
import { ThrottledError } from '../errors.ts';
import type { Guardrail, GuardrailReply, GuardrailRequest } from '../ports/guardrail.ts';
import { isBedrockInputTooLong, isTransientBedrockError } from './bedrock-errors.ts';
import { readGuardrailResponse } from './read-guardrail-response.ts';

export interface BedrockGuardrailOptions {
  /** Its own retries come first, so give it `retryMode: 'adaptive'` and a few attempts. */
  readonly client: BedrockRuntimeClient;
  readonly identifier: string;
  /** A number; `DRAFT` changes under a dataset that was made with it, and is refused. */
  readonly version: string;
  readonly timeoutSeconds?: number;
}

/** A guardrail of Amazon Bedrock, through the ApplyGuardrail API. No model is called. */
export const bedrockGuardrail = ({
  client,
  identifier,
  version,
  timeoutSeconds = 30,
}: BedrockGuardrailOptions): Guardrail => {
  if (!/^[1-9]\d*$/.test(version))
    throw new Error(`The guardrail ${identifier} must be pinned to a numbered version, not ${version}`);
  return {
    id: `${identifier}@${version}`,
    detector: 'bedrock-guardrail',
    check: async ({ source, texts }: GuardrailRequest): Promise<GuardrailReply> => {
      const command = new ApplyGuardrailCommand({
        guardrailIdentifier: identifier,
        guardrailVersion: version,
        source: source === 'input' ? 'INPUT' : 'OUTPUT',
        content: texts.map((text) => ({ text: { text } })),
        // Without it a filter that only detects is not heard of.
        outputScope: 'FULL',
      });
      try {
        const abortSignal = AbortSignal.timeout(timeoutSeconds * 1000);
        return readGuardrailResponse(await client.send(command, { abortSignal }));
      } catch (error) {
        if (isBedrockInputTooLong(error))
          return {
            status: 'failed',
            detail: `the text is longer than the guardrail takes (${String(error)})`,
            usage: noGuardrailUsage,
          };
        if (isTransientBedrockError(error))
          throw new ThrottledError(`Bedrock guardrail ${identifier}: ${String(error)}`, { cause: error });
        throw error;
      }
    },
  };
};
