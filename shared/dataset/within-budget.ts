import type { Shortfall } from '../domain/pair.ts';
import { BudgetExhaustedError } from '../errors.ts';

/** The result of what is paid, or how much was missing; then nothing was paid for the call that was refused. */
export const withinBudget = async <Result>(
  paid: () => Promise<Result>,
): Promise<
  | { readonly result: Result; readonly shortfall: null }
  | { readonly result: null; readonly shortfall: Shortfall }
> => {
  try {
    return { result: await paid(), shortfall: null };
  } catch (error) {
    if (!(error instanceof BudgetExhaustedError)) throw error;
    return { result: null, shortfall: { likelyUsd: error.likelyUsd } };
  }
};
