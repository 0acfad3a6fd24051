/**
 * Many functions over one ledger, whose store answers as slowly as S3 does: `npx tsx bench/ledger.ts [functions]`. Prints
 * how often a change was tried until it stood, and how much longer the work took than the calls alone.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { memoryObjectStore } from '../shared/adapters/memory-object-store.ts';
import { readJson } from '../shared/dataset/json-object.ts';
import { openPurse } from '../shared/dataset/purse.ts';
import { datasetKeys } from '../shared/domain/dataset-keys.ts';
import { ledgerSchema, paidUsd } from '../shared/domain/ledger.ts';
import { givenPrice } from '../shared/domain/model-price.ts';
import { noUsage } from '../shared/domain/usage.ts';
import { BudgetExhaustedError } from '../shared/errors.ts';

const functions = Number(process.argv[2] ?? 160);
const [slices, callsPerSlice, callMs] = [3, 8, 1000];
const model = { modelId: 'm', price: givenPrice({ input: 0.3, output: 2.5 }) };
const cost = { mostUsd: 0.01, likely: { ...noUsage, calls: 1, usd: 0.002 } };

const slowStore = () => {
  const store = memoryObjectStore('bench');
  let [tried, stood] = [0, 0];
  return {
    counts: () => ({ tried, stood }),
    store: {
      ...store,
      readState: async (key: string) => {
        await wait(15 + Math.random() * 15);
        return store.readState(key);
      },
      replace: async (...change: Parameters<typeof store.replace>) => {
        await wait(20 + Math.random() * 20);
        const isWritten = await store.replace(...change);
        tried += 1;
        stood += Number(isWritten);
        await wait(5);
        return isWritten;
      },
    },
  };
};

for (const budgetUsd of [undefined, (functions * slices * callsPerSlice * 0.002) / 2]) {
  const { store, counts } = slowStore();
  let [calls, refused] = [0, 0];
  const work = async (name: number) => {
    await wait(Math.random() * callMs * callsPerSlice);
    for (let slice = 0; slice < slices; slice += 1) {
      const purse = openPurse({ store, dataset: 'bench', budgetUsd, role: 'generator', work: [name, slice] });
      for (let call = 0; call < callsPerSlice; call += 1) {
        try {
          const paid = await purse.afford(cost, model);
          await wait(callMs * (0.5 + Math.random()));
          paid.settle({ spentUsd: 0.002 });
          calls += 1;
        } catch (error) {
          if (!(error instanceof BudgetExhaustedError)) throw error;
          refused += 1;
        }
      }
      await purse.close();
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: functions }, (_, name) => work(name)));
  const seconds = (performance.now() - start) / 1000;
  const ledger = await readJson(store, datasetKeys('bench').ledger, ledgerSchema);
  const { tried, stood } = counts();
  console.log(
    `${functions} functions, budget ${budgetUsd?.toFixed(2) ?? 'none'}: ${calls} calls, ${refused} refused, ` +
      `paid $${ledger === undefined ? 0 : paidUsd(ledger)}; ${stood} changes in ${tried} tries, ` +
      `${seconds.toFixed(1)} s (calls alone about ${((slices + 0.5) * callsPerSlice * callMs) / 1000} s)`,
  );
}
