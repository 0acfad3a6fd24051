import type { FailedPair } from '../domain/generation-request.ts';
import { type Enforcement, enforcementSchema } from '../domain/verdict.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { requireJson } from './json-object.ts';

/** The pairs of the newest attempt that the judge has turned down. */
export const failedPairsIn = ({ verdicts, generations, attempt }: Enforcement): FailedPair[] => {
  const newest = generations.length - 1;
  return verdicts.flatMap(({ pair, complaint, generation }) =>
    complaint !== null && (attempt === 0 || generation === newest) ? [{ pair, complaint }] : [],
  );
};

/** What is to be asked for again in an attempt; nothing where that was done in an earlier run, or is not called for. */
export const failedPairsOf = async (
  store: ObjectStore,
  enforcementKey: string,
  attempt: number,
): Promise<FailedPair[]> => {
  const enforcement = await requireJson(store, enforcementKey, enforcementSchema);
  return enforcement.attempt === attempt - 1 ? failedPairsIn(enforcement) : [];
};
