/**
 * What a person should read of the cause of a failed state. Step Functions nests causes as JSON: a function's error
 * holds its message, a failed child execution holds the cause of the child. Text that is no such JSON is returned as it is.
 */
export const failureMessage = (cause: string): string => {
  const parsed = parseObject(cause);
  if (typeof parsed?.errorMessage === 'string') return parsed.errorMessage;
  if (typeof parsed?.Cause === 'string') return failureMessage(parsed.Cause);
  return cause;
};

const parseObject = (text: string): { errorMessage?: unknown; Cause?: unknown } | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
