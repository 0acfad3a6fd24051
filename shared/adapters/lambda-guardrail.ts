import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import type { Guardrail } from '../ports/guardrail.ts';
import { bedrockGuardrail } from './bedrock-guardrail.ts';

/** The guardrail that the stack names in `GUARDRAIL`, as `<id>@<version>`; undefined where the environment has none. */
export const lambdaGuardrail = (): Guardrail | undefined => {
  const named = process.env.GUARDRAIL;
  if (named === undefined) return undefined;
  const [identifier = '', version = ''] = named.split('@');
  const client = new BedrockRuntimeClient({ retryMode: 'adaptive', maxAttempts: 5 });
  return bedrockGuardrail({ client, identifier, version });
};
