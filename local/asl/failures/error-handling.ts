import * as z from 'zod';
import type { Json } from '../data/json.ts';
import { withinQuota } from '../data/quota.ts';
import { placeResult, resultPathSchema } from '../flow/fields.ts';
import { notify, type StateScope } from '../flow/scope.ts';
import type { Transition } from '../flow/state.ts';
import { errorEqualsSchema, isCatchAllLast, matchesError } from './error-names.ts';
import { delaySeconds, type Retrier, retrierSchema } from './retrier.ts';
import { StateFailure } from './state-failure.ts';

const catcherSchema = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorEqualsSchema,
  ResultPath: resultPathSchema,
  Next: z.string(),
});

const catchAllLast = 'nothing may follow the one for States.ALL';

export const errorHandlingFields = {
  Retry: z.array(retrierSchema).refine(isCatchAllLast, catchAllLast).default([]),
  Catch: z.array(catcherSchema).refine(isCatchAllLast, catchAllLast).default([]),
};

type ErrorHandlingFields = z.infer<z.ZodObject<typeof errorHandlingFields>>;

/**
 * Runs a state until it succeeds, until its retriers are used up or until nothing matches, and then routes the failure
 * to a catcher. The first retrier that matches decides alone; each counts its own attempts.
 * https://states-language.net/spec.html#errors
 */
export const withErrorHandling = async (
  fields: ErrorHandlingFields,
  input: Json,
  scope: StateScope,
  attempt: (scope: StateScope) => Promise<Transition>,
): Promise<Transition> => {
  const retries = new Map<Retrier, number>();
  for (let retryCount = 0; ; retryCount++) {
    try {
      return await attempt({ ...scope, state: { ...scope.state, retryCount } });
    } catch (failure) {
      if (!(failure instanceof StateFailure)) throw failure;
      scope.signal.throwIfAborted();
      const retrier = fields.Retry.find(({ ErrorEquals }) => matchesError(ErrorEquals, failure.error));
      const retry = (retrier && retries.get(retrier)) ?? 0;
      if (retrier === undefined || retry >= retrier.MaxAttempts) return route(fields, input, failure, scope);
      retries.set(retrier, retry + 1);
      await backOff(retrier, retry, failure, scope);
    }
  }
};

const backOff = (
  retrier: Retrier,
  retry: number,
  { error, cause }: StateFailure,
  scope: StateScope,
): Promise<void> => {
  const delay = delaySeconds(retrier, retry, scope.services.random);
  notify(scope, { type: 'retry-scheduled', state: scope.state.name, error, cause, delaySeconds: delay });
  return scope.services.clock.sleep(delay * 1000, scope.signal);
};

const route = (
  fields: ErrorHandlingFields,
  input: Json,
  failure: StateFailure,
  scope: StateScope,
): Transition => {
  const catcher = fields.Catch.find(({ ErrorEquals }) => matchesError(ErrorEquals, failure.error));
  if (catcher === undefined) throw failure;
  const { error, cause } = failure;
  notify(scope, { type: 'error-caught', state: scope.state.name, error, next: catcher.Next });
  const output = placeResult(catcher.ResultPath, input, { Error: error, Cause: cause });
  return { output: withinQuota(output, `The output of state "${scope.state.name}"`), next: catcher.Next };
};
