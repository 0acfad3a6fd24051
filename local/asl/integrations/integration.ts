import type * as z from 'zod';
import type { Json } from '../data/json.ts';
import { StateFailure } from '../failures/state-failure.ts';
import type { StateScope } from '../flow/scope.ts';

/** A service behind the `Resource` of a Task. The schema of its parameters is the list of those that are implemented. */
export interface Integration<Parameters> {
  readonly resource: `arn:aws:states:::${string}`;
  readonly parameters: z.ZodType<Parameters>;
  /** Throws a `StateFailure` under the error name that Step Functions gives the task. */
  call(parameters: Parameters, scope: StateScope): Promise<Json>;
}

export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

/** What a service throws fails the task under the `name` of what was thrown. */
export const callService = async <Result>(call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (thrown) {
    const { name, message } = asError(thrown);
    throw new StateFailure(name, message);
  }
};
