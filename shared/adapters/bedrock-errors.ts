import { ModelRefusedError, ThrottledError } from '../errors.ts';

const transientNames = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'ServiceQuotaExceededException',
  'ServiceUnavailableException',
  'InternalServerException',
  'ModelNotReadyException',
  'ModelTimeoutException',
  'ModelErrorException',
  'TimeoutError',
  'AbortError',
]);

/** Codes of Node for a connection that could not be made or broke off. */
const connectionCode = /^(?:ECONN\w+|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|ERR_HTTP2_\w+|ERR_SOCKET_\w+)$/;

interface ErrorFacts {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** True for what passes by itself: throttling, time limits, outages. A wrong model id or a missing permission does not. */
export const isTransientBedrockError = (error: unknown): boolean => {
  const { name, code, $metadata } = error as ErrorFacts;
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    transientNames.has(String(name)) || connectionCode.test(String(code)) || status === 429 || status >= 500
  );
};

const refusals = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'ServiceQuotaExceededException',
  'ServiceUnavailableException',
  'ModelNotReadyException',
  'AccessDeniedException',
  'ResourceNotFoundException',
  'ValidationException',
]);

/** True when the model was not run at all, so that nothing is charged. A time limit or a lost connection does not say so. */
export const isRefusedByBedrock = (error: unknown): boolean =>
  refusals.has(String((error as ErrorFacts).name));

/** True when the prompt is larger than the model takes; Bedrock reports it as a validation error with various texts. */
export const isBedrockInputTooLong = (error: unknown): boolean => {
  const { name, message } = error as ErrorFacts;
  return (
    name === 'ValidationException' &&
    /too long|too many (?:input )?tokens|context (?:window|length)|maximum (?:number of )?(?:input )?tokens/i.test(
      String(message),
    )
  );
};

/**
 * True when the model, or its profile, does not take a schema for its output, or not this one. Bedrock words it by the
 * field of Converse, by the field of the model that it is passed on as, or in prose.
 */
export const isSchemaRefusedByBedrock = (error: unknown): boolean => {
  const { name, message } = error as ErrorFacts;
  return (
    name === 'ValidationException' &&
    /output_?config|text_?format|response_?format|json_?schema|structured.?output|grammar/i.test(
      String(message),
    )
  );
};

/** Throws what the workflow knows by name for what Bedrock throws, with what was tried. */
export const underBedrockErrors = async <Value>(
  subject: string,
  operation: () => Promise<Value>,
): Promise<Value> => {
  try {
    return await operation();
  } catch (error) {
    const message = `${subject}: ${String(error)}`;
    if (isTransientBedrockError(error)) throw new ThrottledError(message, { cause: error });
    if (isRefusedByBedrock(error)) throw new ModelRefusedError(message, { cause: error });
    throw error;
  }
};
