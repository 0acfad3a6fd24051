import * as z from 'zod';
import { addUsage, noUsage, type Usage } from '../domain/usage.ts';
import { ModelRefusedError, ThrottledError } from '../errors.ts';
import {
  maxAttempts,
  maxComplaintLength,
  type StructuredReply,
  type StructuredRequest,
} from '../ports/language-model.ts';

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
  let usage: Usage = noUsage;
  const problems: string[] = [];
  while (problems.length < maxAttempts) {
    const attempt = await call(problems.at(-1)).catch((error: unknown) => {
      throw usage.calls > 0 ? afterPayment(error) : error;
    });
    usage = addUsage([usage, attempt.usage]);
    const { value, problem } = judgeAttempt(attempt, schema);
    if (problem === undefined) return { status: 'answered', value, usage };
    problems.push(problem);
    if (attempt.isFinal === true) break;
  }
  return { status: 'failed', detail: problems.join(' Then: '), usage };
};

/** What an attempt has brought, held against the schema: its value, or what is wrong with it. */
export const judgeAttempt = <Value>(
  attempt: Attempt,
  schema: z.ZodType<Value>,
):
  | { readonly value: Value; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: string } => {
  const result = attempt.problem === undefined ? schema.safeParse(attempt.value) : undefined;
  return result?.success
    ? { value: result.data }
    : { problem: (attempt.problem ?? describe(result?.error)).slice(0, maxComplaintLength) };
};

/** The reply before was paid, even if this call was not. */
const afterPayment = (error: unknown): unknown =>
  error instanceof ThrottledError || error instanceof ModelRefusedError
    ? new ThrottledError(error.message, { cause: error.cause })
    : error;

const describe = (error: z.ZodError | undefined): string =>
  `The reply does not match the schema: ${error === undefined ? 'it is empty' : z.prettifyError(error)}`;

/**
 * What a model wrote instead of an answer, and not a word of it: nobody has held it to policy, and what is wrong with a
 * reply goes into rejections, reports and the state of workflows.
 */
export const describeReply = (reply: string): string => {
  const text = reply.trim();
  if (text === '') return 'nothing';
  return /^(?:```|[{[])/.test(text)
    ? `${text.length} characters of JSON that cannot be read`
    : `${text.length} characters of text`;
};
