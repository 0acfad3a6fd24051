import type { Usage } from '../domain/usage.ts';
import { BudgetExhaustedError } from '../errors.ts';

/** The result of what is paid, or what the call that was refused would probably have used; nothing was paid for it. */
export const withinBudget = async <Result>(
  paid: () => Promise<Result>,
): Promise<
  { readonly result: Result; readonly shortfall: null } | { readonly result: null; readonly shortfall: Usage }
> => {
  try {
    return { result: await paid(), shortfall: null };
  } catch (error) {
    if (!(error instanceof BudgetExhaustedError)) throw error;
    return { result: null, shortfall: error.likely };
  }
};
