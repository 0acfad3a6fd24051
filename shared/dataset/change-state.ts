import { setTimeout as wait } from 'node:timers/promises';
import type * as z from 'zod';
import { type BatchLog, batchLogSchema, emptyBatchLog } from '../domain/batch.ts';
import { datasetKeys } from '../domain/dataset-keys.ts';
import { emptyLedger, type Ledger, ledgerSchema } from '../domain/ledger.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { parseStored, readJson } from './json-object.ts';

/** Applies a change to the ledger as it is at that moment, again and again until nobody else was faster. */
export const changeLedger = async <Result>(
  store: ObjectStore,
  dataset: string,
  change: (ledger: Ledger, now: Date) => { readonly ledger: Ledger; readonly result: Result },
): Promise<Result> =>
  changeState(
    store,
    { key: datasetKeys(dataset).ledger, schema: ledgerSchema, empty: emptyLedger },
    (before) => {
      const { ledger, result } = change(before, new Date());
      return { after: ledger, result };
    },
  );

/** The same with the log of batch jobs. */
export const changeBatchLog = async (
  store: ObjectStore,
  dataset: string,
  change: (log: BatchLog) => BatchLog,
): Promise<BatchLog> =>
  changeState(
    store,
    { key: datasetKeys(dataset).batchLog, schema: batchLogSchema, empty: emptyBatchLog },
    (before) => {
      const after = change(before);
      return { after, result: after };
    },
  );

export const readBatchLog = async (store: ObjectStore, dataset: string): Promise<BatchLog> =>
  (await readJson(store, datasetKeys(dataset).batchLog, batchLogSchema)) ?? emptyBatchLog;

interface StateObject<State> {
  readonly key: string;
  readonly schema: z.ZodType<State>;
  readonly empty: State;
}

const changeState = async <State, Result>(
  store: ObjectStore,
  { key, schema, empty }: StateObject<State>,
  change: (before: State) => { readonly after: State; readonly result: Result },
): Promise<Result> => {
  let tried: { readonly body: string; readonly result: Result } | undefined;
  for (let mostWaitMs = 50; ; mostWaitMs = Math.min(mostWaitMs * 2, 2000)) {
    const state = await store.readState(key);
    const text = state && new TextDecoder().decode(state.body);
    // Its answer was lost on the way, and what looked like somebody else's change is our own.
    if (tried !== undefined && tried.body === text) return tried.result;
    const before = text === undefined ? empty : parseStored(store, key, schema, text);
    const { after, result } = change(before);
    if (after === before) return result;
    const body = `${JSON.stringify(after, null, 2)}\n`;
    if (body === text || (await store.replace(key, body, state?.tag))) return result;
    tried = { body, result };
    await wait(Math.random() * mostWaitMs);
  }
};
