import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { contentId } from '../domain/hash.ts';
import { type Account, allot, buryDead, type Ledger, settle } from '../domain/ledger.ts';
import type { ModelPrice } from '../domain/model-price.ts';
import type { ModelRole, Usage } from '../domain/usage.ts';
import { BudgetExhaustedError } from '../errors.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { changeLedger } from './change-state.ts';

export interface PurseOptions {
  readonly store: ObjectStore;
  readonly dataset: string;
  /** The budget of the dataset; none where it has none: then the ledger only counts. */
  readonly budgetUsd?: number | undefined;
  readonly role: ModelRole;
  /** What the calls are for, for example a step with its document and slice: the same again in a retry. */
  readonly work: unknown;
  /** How long to wait for money that others hold, before giving up. */
  readonly patienceMs?: number;
}

interface CallCost {
  readonly mostUsd: number;
  readonly likely: Usage;
}

/** A call that has been made sure of. It must be settled, whatever becomes of it. */
export interface PaidCall {
  settle(cost: { readonly spentUsd: number } | { readonly lostUsd: number }): void;
}

/**
 * Money for the calls of one function, taken from the dataset's ledger some calls' worth at a time. Any number of purses
 * together, in any number of processes, spend no more than the budget.
 */
export interface Purse {
  /** Waits until the most that a call can cost is put aside. Throws `BudgetExhaustedError` when there is no more. */
  afford(call: CallCost, model: { readonly modelId: string; readonly price: ModelPrice }): Promise<PaidCall>;
  /** Gives back what was not spent. */
  close(): Promise<void>;
}

export const openPurse = ({
  store,
  dataset,
  budgetUsd = Number.MAX_VALUE,
  role,
  work,
  patienceMs = 30_000,
}: PurseOptions): Purse => {
  const account: Account = { holder: randomUUID(), work: contentId([role, work]), role };
  /** What is put aside for no call yet, what calls under way may cost, and what those that ended did cost. */
  let freeUsd = 0;
  let boundUsd = 0;
  let spentUsd = 0;
  let lostUsd = 0;
  let isOpen = false;

  /** Settles what was paid since the last time, and asks for `needUsd` more. */
  const update = async (needUsd: number, prices: Ledger['prices'] = {}) => {
    const paid = { spentUsd, lostUsd };
    const [keptUsd, calledUsd] = [freeUsd, boundUsd];
    const allotted = await changeLedger(store, dataset, (ledger, now) => {
      const keeping = (keepUsd: number) => ({ spentUsd: 0, lostUsd: 0, keepUsd, now });
      const settled = settle(buryDead(ledger, account, now), account, {
        ...keeping(keptUsd + calledUsd),
        ...paid,
      });
      const more = needUsd > 0 ? allot(settled, account, { needUsd, budgetUsd }) : 0;
      // Who must wait gives back what he has, or two who wait would wait for each other.
      const keepUsd = typeof more === 'number' ? keptUsd + more : 0;
      const after = settle(settled, account, keeping(keepUsd + calledUsd));
      return { ledger: { ...after, prices: { ...after.prices, ...prices } }, result: { more, keepUsd } };
    });
    spentUsd -= paid.spentUsd;
    lostUsd -= paid.lostUsd;
    freeUsd += allotted.keepUsd - keptUsd;
    isOpen = true;
    return allotted.more;
  };

  const putAside: Purse['afford'] = async ({ mostUsd, likely }, { modelId, price }) => {
    for (let waitedMs = 0, waitMs = 50; freeUsd < mostUsd; waitMs = Math.min(waitMs * 1.5, 5000)) {
      const allotted = await update(mostUsd - freeUsd, { [modelId]: price });
      if (allotted === 'exhausted' || (allotted === 'tied-up' && waitedMs >= patienceMs))
        throw new BudgetExhaustedError(explain(allotted, budgetUsd, mostUsd), likely);
      if (allotted !== 'tied-up') continue;
      await wait(waitMs * (0.5 + Math.random()));
      waitedMs += waitMs;
    }
    freeUsd -= mostUsd;
    boundUsd += mostUsd;
    return {
      settle: (cost) => {
        const paidUsd = 'spentUsd' in cost ? cost.spentUsd : cost.lostUsd;
        boundUsd -= mostUsd;
        freeUsd += mostUsd - paidUsd;
        if ('spentUsd' in cost) spentUsd += paidUsd;
        else lostUsd += paidUsd;
      },
    };
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    afford: (cost, model) => {
      const call = last.then(() => putAside(cost, model));
      last = call.catch(() => {});
      return call;
    },
    close: async () => {
      freeUsd = 0;
      if (isOpen) await update(0);
      isOpen = false;
    },
  };
};

const explain = (why: 'exhausted' | 'tied-up', budgetUsd: number, mostUsd: number): string =>
  why === 'exhausted'
    ? `Less is left of budgetUsd ${budgetUsd} than the $${mostUsd.toPrecision(2)} that the call may cost.`
    : `What is left of budgetUsd ${budgetUsd} is put aside for calls under way; run again when they have ended.`;
