import * as z from 'zod';
import { UnfinishedError } from '../errors.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseStored } from './json-object.ts';

const leaseSchema = z.strictObject({ execution: z.string(), until: z.iso.datetime() });

/** Does a piece of work, on behalf of an execution, that no other may do at the same time. */
export type WorkAlone = <Result>(
  store: ObjectStore,
  lease: { readonly key: string; readonly execution: string },
  work: () => Promise<Result>,
) => Promise<Result>;

/** A Lambda function lives at most 15 minutes, so whoever has held a lease for longer is dead. */
const leaseMinutes = 20;

/**
 * An upload and a run over its dataset, or an event that is delivered twice, would both pay for the same passages. Throws
 * `UnfinishedError` where another execution is at them, so that the workflow asks again and finds the work done.
 */
export const underLease: WorkAlone = async (store, { key, execution }, work) => {
  const state = await store.readState(key);
  const held = state && parseStored(store, key, leaseSchema, new TextDecoder().decode(state.body));
  const isTaken = held && held.execution !== execution && Date.parse(held.until) > Date.now();
  const until = new Date(Date.now() + leaseMinutes * 60_000).toISOString();
  if (isTaken || !(await store.replace(key, JSON.stringify({ execution, until }), state?.tag)))
    throw new UnfinishedError(`${store.uri(key)}: another execution is at the same passages`);
  try {
    return await work();
  } finally {
    await store.delete(key);
  }
};

/** On a laptop one process does everything, and the lease of one that was killed would hold up the next. */
export const withoutLease: WorkAlone = (_store, _lease, work) => work();
