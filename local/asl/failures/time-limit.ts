import type { Scope } from '../flow/scope.ts';
import { StateFailure } from './state-failure.ts';

/**
 * Fails with `States.Timeout` when the work takes longer, and aborts its signal. What the work is doing then may go on to
 * its end, as a Lambda would; only its result counts no more.
 */
export const withTimeLimit = async <S extends Scope, Result>(
  seconds: number | undefined,
  subject: string,
  scope: S,
  work: (scope: S) => Promise<Result>,
): Promise<Result> => {
  if (seconds === undefined) return work(scope);
  const over = new AbortController();
  const signal = AbortSignal.any([scope.signal, over.signal]);
  const expiry = async () => {
    await scope.services.clock.sleep(seconds * 1000, signal);
    throw new StateFailure('States.Timeout', `${subject} took longer than ${seconds} s`);
  };
  try {
    return await Promise.race([work({ ...scope, signal }), expiry()]);
  } finally {
    over.abort();
  }
};
