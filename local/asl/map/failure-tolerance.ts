import * as z from 'zod';
import type { ExecutionResult } from '../execution-result.ts';
import { StateFailure } from '../failures/state-failure.ts';

export const failureToleranceFields = {
  ToleratedFailureCount: z.int().min(0).optional(),
  ToleratedFailurePercentage: z.number().min(0).max(100).optional(),
};
type FailureTolerance = z.infer<z.ZodObject<typeof failureToleranceFields>>;

/**
 * Counts the failed items of a map run, a failed batch as all of its items, and throws as soon as there are more than
 * either limit allows. Without a limit one is too many.
 */
export const failureCounter = (
  { ToleratedFailureCount, ToleratedFailurePercentage }: FailureTolerance,
  itemCount: number,
): ((result: ExecutionResult, items: number) => void) => {
  const byPercentage = ((ToleratedFailurePercentage ?? 100) * itemCount) / 100;
  const byCount = ToleratedFailureCount ?? (ToleratedFailurePercentage === undefined ? 0 : itemCount);
  const tolerated = Math.min(byPercentage, byCount);
  let failed = 0;
  return (result, items) => {
    if (result.status === 'SUCCEEDED') return;
    failed += items;
    if (failed <= tolerated) return;
    const last = `${result.name} failed with ${result.error}: ${result.cause}`;
    throw new StateFailure(
      'States.ExceedToleratedFailureThreshold',
      `${failed} of ${itemCount} items failed, more than the tolerated ${Math.floor(tolerated)}; ${last}`,
    );
  };
};
