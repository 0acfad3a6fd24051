import type { Scope } from './scope.ts';

/**
 * Runs `work` on every item, at most `limit` at once, in order of the items; results keep that order. The first failure
 * is the failure of the whole: it aborts the signal of the others and starts no further item.
 */
export const concurrently = async <S extends Scope, Item, Result>(
  items: readonly Item[],
  limit: number,
  scope: S,
  work: (item: Item, index: number, scope: S) => Promise<Result>,
): Promise<Result[]> => {
  const siblings = new AbortController();
  const results: Result[] = new Array(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) {
      const signal = AbortSignal.any([scope.signal, siblings.signal]);
      signal.throwIfAborted();
      results[index] = await work(item, index, { ...scope, signal });
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
    return results;
  } finally {
    siblings.abort();
  }
};
