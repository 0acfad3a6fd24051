import * as z from 'zod';
import { distinct } from './distinct.ts';
import { roundUsd } from './usage.ts';

const count = z.number().int().nonnegative();

/**
 * What a guardrail was paid, in text units of up to 1,000 characters, by the kind of filter that read them. Filters of
 * words and of regular expressions are free and counted all the same.
 */
export const guardrailUsageSchema = z.strictObject({
  calls: count,
  topicUnits: count,
  contentUnits: count,
  sensitiveUnits: count,
  wordUnits: count,
  regexUnits: count,
  /** US dollars at the listed price of the day of the call. */
  usd: z.number().nonnegative(),
});
export type GuardrailUsage = z.infer<typeof guardrailUsageSchema>;

export const noGuardrailUsage: GuardrailUsage = {
  calls: 0,
  topicUnits: 0,
  contentUnits: 0,
  sensitiveUnits: 0,
  wordUnits: 0,
  regexUnits: 0,
  usd: 0,
};

export const addGuardrailUsage = (usages: readonly GuardrailUsage[]): GuardrailUsage =>
  usages.reduce(
    (sum, usage) => ({
      calls: sum.calls + usage.calls,
      topicUnits: sum.topicUnits + usage.topicUnits,
      contentUnits: sum.contentUnits + usage.contentUnits,
      sensitiveUnits: sum.sensitiveUnits + usage.sensitiveUnits,
      wordUnits: sum.wordUnits + usage.wordUnits,
      regexUnits: sum.regexUnits + usage.regexUnits,
      usd: roundUsd(sum.usd + usage.usd),
    }),
    noGuardrailUsage,
  );

/** Which guardrails have looked at the pairs of a document or of a version. */
export const guardingSchema = z.strictObject({
  /** `<id>@<version>` of each; empty where none was configured. */
  guardrails: z.array(z.string()),
  /** Passages whose pairs no guardrail has seen, because none was configured when they were judged. */
  passagesWithout: count,
  usage: guardrailUsageSchema,
});
export type Guarding = z.infer<typeof guardingSchema>;

export const addGuarding = (all: readonly Guarding[]): Guarding => ({
  guardrails: distinct(all.flatMap(({ guardrails }) => guardrails)),
  passagesWithout: all.reduce((sum, { passagesWithout }) => sum + passagesWithout, 0),
  usage: addGuardrailUsage(all.map(({ usage }) => usage)),
});
