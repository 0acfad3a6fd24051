import type { ObjectStore } from '../ports/object-store.ts';
import { readAhead } from '../read-ahead.ts';

/** Deletes objects many at a time: a long document has thousands, and a call of a function some minutes. */
export const deleteAll = async (
  store: ObjectStore,
  keys: Iterable<string> | AsyncIterable<string>,
): Promise<void> => {
  const found: string[] = [];
  for await (const key of keys) found.push(key);
  for await (const _ of readAhead(found, (key) => store.delete(key)));
};
