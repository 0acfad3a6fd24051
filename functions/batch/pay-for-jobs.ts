import { changeLedger } from '#shared/dataset/change-state.ts';
import { readJson } from '#shared/dataset/json-object.ts';
import type { BatchJob } from '#shared/domain/batch.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import {
  type Account,
  buryDead,
  emptyLedger,
  heldUsd,
  jobHoldSeconds,
  ledgerSchema,
  paidUsd,
  settle,
} from '#shared/domain/ledger.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

/** A job has one hold, whoever looks after it, so that a run which takes it over puts aside nothing more. */
const accountOf = ({ token }: BatchJob): Account => ({
  holder: `batch-${token}`,
  work: `batch-${token}`,
  role: 'generator',
});

/** What is neither spent nor put aside. */
export const freeUsd = async (
  store: ObjectStore,
  dataset: string,
  budgetUsd = Number.MAX_VALUE,
): Promise<number> => {
  const ledger = (await readJson(store, datasetKeys(dataset).ledger, ledgerSchema)) ?? emptyLedger;
  return budgetUsd - paidUsd(ledger) - heldUsd(ledger);
};

/** Puts the most that a job can cost aside for as long as it can last. False where the budget does not reach any more. */
export const holdForJob = async (
  store: ObjectStore,
  dataset: string,
  job: BatchJob,
  budgetUsd = Number.MAX_VALUE,
): Promise<boolean> => {
  const { mostUsd, modelId, price } = job;
  if (mostUsd === null || price === null) return true;
  const account = accountOf(job);
  return changeLedger(store, dataset, (before, now) => {
    if (before.holds[account.holder]) return { ledger: before, result: true };
    const ledger = buryDead(before, account, now);
    if (budgetUsd - paidUsd(ledger) - heldUsd(ledger) < mostUsd) return { ledger, result: false };
    const held = settle(ledger, account, {
      spentUsd: 0,
      lostUsd: 0,
      keepUsd: mostUsd,
      now,
      holdSeconds: jobHoldSeconds,
    });
    return { ledger: { ...held, prices: { ...held.prices, [modelId]: price } }, result: true };
  });
};

/** Charges what a job has cost and gives the rest of its hold back, once however often it is called. */
export const payForJob = async (
  store: ObjectStore,
  dataset: string,
  job: BatchJob,
  spentUsd: number | null,
): Promise<void> => {
  if (job.mostUsd === null) return;
  await changeLedger(store, dataset, (ledger, now) => ({
    ledger: settle(ledger, accountOf(job), { spentUsd: spentUsd ?? 0, lostUsd: 0, keepUsd: 0, now }),
    result: undefined,
  }));
};
