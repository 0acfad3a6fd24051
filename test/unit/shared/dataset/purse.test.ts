import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { fileObjectStore } from '#shared/adapters/file-object-store.ts';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { openPurse } from '#shared/dataset/purse.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { emptyLedger, type Ledger, ledgerSchema, paidUsd } from '#shared/domain/ledger.ts';
import { givenPrice } from '#shared/domain/model-price.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { BudgetExhaustedError } from '#shared/errors.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

const model = { modelId: 'm', price: givenPrice({ input: 1, output: 1 }) };
const folder = await mkdtemp(join(tmpdir(), 'quarry-purse-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const { ledger: key } = datasetKeys('air');
const ledgerOf = async (store: ObjectStore): Promise<Ledger> =>
  (await readJson(store, key, ledgerSchema)) ?? emptyLedger;
const cost = (mostUsd: number) => ({ mostUsd, likely: { ...noUsage, calls: 1, usd: mostUsd / 2 } });

/** Waits for money as long as another has it: on a machine that is busy with other things that takes any time. */
const untilItIsThere = Number.POSITIVE_INFINITY;

const purseOf = (store: ObjectStore, budgetUsd: number, work: unknown, patienceMs = 0) =>
  openPurse({ store, dataset: 'air', budgetUsd, role: 'generator', work, patienceMs });

/** Makes calls until they are done or the money is; each is affordable at `mostUsd` and then costs `realUsd`. */
const spend = async (
  store: ObjectStore,
  budgetUsd: number,
  work: unknown,
  calls: readonly { mostUsd: number; realUsd: number }[],
  patienceMs?: number,
): Promise<number> => {
  const purse = purseOf(store, budgetUsd, work, patienceMs);
  let spent = 0;
  try {
    for (const { mostUsd, realUsd } of calls) {
      const call = await purse.afford(cost(mostUsd), model);
      await Promise.resolve();
      spent += realUsd;
      call.settle({ spentUsd: realUsd });
    }
  } catch (error) {
    if (!(error instanceof BudgetExhaustedError)) throw error;
  } finally {
    await purse.close();
  }
  return spent;
};

const stores: [string, () => ObjectStore][] = [
  ['memory', () => memoryObjectStore('dataset')],
  ['files', () => fileObjectStore('dataset', join(folder, crypto.randomUUID()))],
];

describe.each(stores)('purses over one ledger of %s', (_name, makeStore) => {
  it('together never spend more than the budget, and account for every cent', async () => {
    const calls = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }))
        .map(([cents, share]) => ({ mostUsd: cents / 100, realUsd: (cents / 100) * share })),
      { maxLength: 12 },
    );
    const purses = fc.array(calls, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(purses, fc.integer({ min: 0, max: 500 }), async (work, cents) => {
        const store = makeStore();
        const budgetUsd = cents / 100;
        const spent = await Promise.all(work.map((each, index) => spend(store, budgetUsd, index, each)));
        const total = spent.reduce((sum, each) => sum + each, 0);
        expect(total).toBeLessThanOrEqual(budgetUsd + 1e-9);
        const ledger = await ledgerOf(store);
        expect(ledger.spentUsd.generator).toBeCloseTo(total, 6);
        expect(ledger).toMatchObject({ lostUsd: 0, holds: {} });
      }),
      { numRuns: 20 },
    );
  });

  it('spend the budget to less than the worst case of one call, also many at once', async () => {
    const store = makeStore();
    const calls = Array.from({ length: 10 }, () => ({ mostUsd: 0.05, realUsd: 0.01 }));
    const works = Array.from({ length: 10 }, (_, index) => index);
    await Promise.all(works.map((work) => spend(store, 0.5, work, calls, untilItIsThere)));
    const { spentUsd } = await ledgerOf(store);
    expect(spentUsd.generator).toBeGreaterThan(0.45 - 1e-9);
    expect(spentUsd.generator).toBeLessThanOrEqual(0.5);
  });
});

describe('a purse', () => {
  it('asks the ledger for some calls at once, and not before each', async () => {
    const store = memoryObjectStore('dataset');
    let writes = 0;
    const { replace } = store;
    store.replace = (...change) => {
      writes += 1;
      return replace(...change);
    };
    await spend(
      store,
      100,
      'batch',
      Array.from({ length: 8 }, () => ({ mostUsd: 0.01, realUsd: 0.002 })),
    );
    expect(writes).toBeLessThanOrEqual(3);
  });

  it('charges what a dead attempt at the same work had put aside, and its successor goes on', async () => {
    const store = memoryObjectStore('dataset');
    const dead = purseOf(store, 1, 'batch');
    await dead.afford(cost(0.2), model);
    const heldUsd = Object.values((await ledgerOf(store)).holds)[0]?.usd ?? 0;
    expect(heldUsd).toBeGreaterThanOrEqual(0.2);

    await spend(store, 1, 'batch', [{ mostUsd: 0.1, realUsd: 0.1 }]);
    const ledger = await ledgerOf(store);
    expect(ledger).toMatchObject({ lostUsd: heldUsd, spentUsd: { generator: 0.1 }, holds: {} });
    expect(paidUsd(ledger)).toBeLessThanOrEqual(1);
  });

  it('charges a dead one whose work nobody takes up when its time is over, and not before', async () => {
    const store = memoryObjectStore('dataset');
    await purseOf(store, 1, 'batch').afford(cost(0.2), model);
    await spend(store, 1, 'another', [{ mostUsd: 0.1, realUsd: 0.1 }]);
    expect((await ledgerOf(store)).lostUsd).toBe(0);

    const ledger = await ledgerOf(store);
    const [[holder, hold] = ['', undefined]] = Object.entries(ledger.holds);
    const holds = { [holder]: { ...hold, until: '2020-01-01T00:00:00.000Z' } };
    await writeJson(store, key, { ...ledger, holds });
    await spend(store, 1, 'another', [{ mostUsd: 0.1, realUsd: 0.1 }]);
    expect(await ledgerOf(store)).toMatchObject({ lostUsd: hold?.usd, holds: {} });
  });

  it('counts nothing twice when it was taken for dead and was not', async () => {
    const store = memoryObjectStore('dataset');
    const slow = purseOf(store, 1, 'batch');
    const call = await slow.afford(cost(0.2), model);
    await spend(store, 1, 'batch', [{ mostUsd: 0.1, realUsd: 0.1 }]);
    const before = paidUsd(await ledgerOf(store));
    call.settle({ spentUsd: 0.15 });
    await slow.close();
    expect(paidUsd(await ledgerOf(store))).toBe(before);
  });

  it('counts a call whose answer was lost as paid', async () => {
    const store = memoryObjectStore('dataset');
    const purse = purseOf(store, 1, 'batch');
    (await purse.afford(cost(0.2), model)).settle({ lostUsd: 0.2 });
    await purse.close();
    expect(await ledgerOf(store)).toMatchObject({ lostUsd: 0.2, spentUsd: { generator: 0 }, holds: {} });
  });

  it('waits for money that others have put aside and give back', async () => {
    const store = memoryObjectStore('dataset');
    const first = purseOf(store, 0.3, 'first');
    const call = await first.afford(cost(0.2), model);
    const waiting = spend(store, 0.3, 'second', [{ mostUsd: 0.2, realUsd: 0.2 }], untilItIsThere);
    await new Promise((resolve) => setTimeout(resolve, 20));
    call.settle({ spentUsd: 0.05 });
    await first.close();
    expect(await waiting).toBe(0.2);
  });

  it('says what the call that it cannot afford would have cost', async () => {
    const purse = purseOf(memoryObjectStore('dataset'), 0.1, 'batch');
    await expect(purse.afford(cost(0.2), model)).rejects.toMatchObject({
      name: 'BudgetExhaustedError',
      likely: { calls: 1, usd: 0.1 },
    });
  });

  it('takes an answer of the store that was lost on the way for what it is', async () => {
    const store = memoryObjectStore('dataset');
    const { replace } = store;
    store.replace = async (...change) => (await replace(...change)) && false;
    const purse = purseOf(store, 1, 'batch');
    const call = await purse.afford(cost(0.2), model);
    call.settle({ spentUsd: 0.1 });
    await purse.close();
    expect(await ledgerOf(store)).toMatchObject({ spentUsd: { generator: 0.1 }, lostUsd: 0, holds: {} });
  });

  it('without a budget counts what was paid, and at what price', async () => {
    const store = memoryObjectStore('dataset');
    const purse = openPurse({ store, dataset: 'air', role: 'judge', work: 'batch' });
    (await purse.afford(cost(0.2), model)).settle({ spentUsd: 0.1 });
    await purse.close();
    expect(await ledgerOf(store)).toEqual({
      spentUsd: { generator: 0, judge: 0.1 },
      lostUsd: 0,
      holds: {},
      prices: { m: model.price },
    });
  });
});
