import * as z from 'zod';
import type { Usage } from '../domain/pair.ts';
import type { StructuredReply, StructuredRequest } from '../ports/language-model.ts';

/** What came back from one call. */
export interface Attempt {
  readonly usage: Usage;
  /** The value that the model gave, before validation; undefined when it gave none. */
  readonly value: unknown;
  /** Why there is no usable value, in words that are told to the model and written to the record. */
  readonly problem?: string;
  /** True when asking again cannot help, for example after a content filter. */
  readonly isFinal?: boolean;
}

/**
 * Validates a reply and asks once more, with what was wrong, before it gives up. `call` gets the complaint about the attempt
 * before, or undefined the first time; it throws what the workflow should retry.
 */
export const answerWithRepair = async <Value>(
  { schema }: StructuredRequest<Value>,
  call: (complaint: string | undefined) => Promise<Attempt>,
): Promise<StructuredReply<Value>> => {
  let usage: Usage = { calls: 0, inputTokens: 0, outputTokens: 0 };
  const problems: string[] = [];
  while (problems.length < 2) {
    const attempt = await call(problems.at(-1));
    usage = addUsage(usage, attempt.usage);
    const result = attempt.problem === undefined ? schema.safeParse(attempt.value) : undefined;
    if (result?.success) return { status: 'answered', value: result.data, usage };
    problems.push(attempt.problem ?? describe(result?.error));
    if (attempt.isFinal === true) break;
  }
  return { status: 'failed', detail: problems.join(' Then: '), usage };
};

const describe = (error: z.ZodError | undefined): string =>
  `The reply does not match the schema: ${error === undefined ? 'it is empty' : z.prettifyError(error)}`;

const addUsage = (a: Usage, b: Usage): Usage => ({
  calls: a.calls + b.calls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
});

/** The beginning of what a model wrote instead of an answer, as evidence for the record. */
export const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
};
