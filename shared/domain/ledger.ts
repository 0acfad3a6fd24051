import * as z from 'zod';
import { modelPriceSchema } from './model-price.ts';
import { type ModelRole, roundUsd } from './usage.ts';

const usd = z.number().nonnegative();

/** Money put aside for calls that are under way. */
const holdSchema = z.strictObject({
  /** Names the work, so that another attempt at it knows that this one is dead. */
  work: z.string(),
  usd,
  /** ISO 8601 in UTC: no process that has it lives longer. */
  until: z.iso.datetime(),
});

/**
 * `ledger.json`: what models were paid over the life of a dataset, and what is put aside. Every call is made under a hold
 * that covers the most it can cost, so what was spent, lost and is held never exceeds the budget.
 */
export const ledgerSchema = z.strictObject({
  spentUsd: z.strictObject({ generator: usd, judge: usd }),
  /** What calls may have cost whose answer never came: their process died, or the connection did. It counts as spent. */
  lostUsd: usd,
  holds: z.record(z.string(), holdSchema),
  /** What calls were charged by, by model. */
  prices: z.record(z.string(), modelPriceSchema),
});
export type Ledger = z.infer<typeof ledgerSchema>;

export const emptyLedger: Ledger = {
  spentUsd: { generator: 0, judge: 0 },
  lostUsd: 0,
  holds: {},
  prices: {},
};

/** One process at one piece of work, and whom it pays. */
export interface Account {
  /** Different in every attempt. */
  readonly holder: string;
  readonly work: string;
  readonly role: ModelRole;
}

/** A Lambda function lives at most 15 minutes. */
const callHoldSeconds = 20 * 60;
/** A batch job ends after a day at the latest; this leaves two to whoever has to settle it. */
export const jobHoldSeconds = 3 * 24 * 60 * 60;

export const paidUsd = ({ spentUsd, lostUsd }: Pick<Ledger, 'spentUsd' | 'lostUsd'>): number =>
  roundUsd(spentUsd.generator + spentUsd.judge + lostUsd);

export const heldUsd = ({ holds }: Ledger): number =>
  Object.values(holds).reduce((sum, hold) => sum + hold.usd, 0);

/**
 * Charges what the dead have left, whole: nobody knows how much of it their calls cost. Should its holder live after all,
 * `settle` counts nothing of it again.
 */
export const buryDead = (ledger: Ledger, { holder, work }: Account, now: Date): Ledger => {
  const isDead = ([name, hold]: [string, Ledger['holds'][string]]) =>
    name !== holder && (hold.work === work || Date.parse(hold.until) < now.getTime());
  const dead = Object.entries(ledger.holds).filter(isDead);
  if (dead.length === 0) return ledger;
  const lost = dead.reduce((sum, [, hold]) => sum + hold.usd, 0);
  return {
    ...ledger,
    lostUsd: roundUsd(ledger.lostUsd + lost),
    holds: Object.fromEntries(Object.entries(ledger.holds).filter((entry) => !isDead(entry))),
  };
};

/**
 * Charges what calls have cost and may have cost, out of the account's hold, and leaves the rest of it as it should be. A
 * hold that is gone was charged whole to the lost, with all that is settled here.
 */
export const settle = (
  ledger: Ledger,
  { holder, work, role }: Account,
  {
    spentUsd,
    lostUsd,
    keepUsd,
    now,
    holdSeconds = callHoldSeconds,
  }: { spentUsd: number; lostUsd: number; keepUsd: number; now: Date; holdSeconds?: number },
): Ledger => {
  const { [holder]: hold, ...others } = ledger.holds;
  const isCharged = hold === undefined;
  const until = new Date(now.getTime() + holdSeconds * 1000).toISOString();
  return {
    ...ledger,
    spentUsd: isCharged
      ? ledger.spentUsd
      : { ...ledger.spentUsd, [role]: roundUsd(ledger.spentUsd[role] + spentUsd) },
    lostUsd: isCharged ? ledger.lostUsd : roundUsd(ledger.lostUsd + lostUsd),
    holds: keepUsd > 0 ? { ...others, [holder]: { work, usd: roundUsd(keepUsd), until } } : others,
  };
};

/**
 * How much more may be put aside: some calls' worth where there is plenty, so that the ledger is not asked before every call,
 * and no more than is needed near the end. `tied-up` when only others' holds stand in the way, which may come back;
 * `exhausted` when the money is gone.
 */
export const allot = (
  ledger: Ledger,
  { holder }: Account,
  { needUsd, budgetUsd }: { needUsd: number; budgetUsd: number },
): number | 'tied-up' | 'exhausted' => {
  const freeUsd = budgetUsd - paidUsd(ledger) - heldUsd(ledger);
  if (freeUsd >= needUsd) return Math.max(needUsd, Math.min(4 * needUsd, freeUsd / 8));
  const own = ledger.holds[holder]?.usd ?? 0;
  return freeUsd + heldUsd(ledger) - own >= needUsd ? 'tied-up' : 'exhausted';
};
