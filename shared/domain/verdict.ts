import * as z from 'zod';
import { findingSchema } from './finding.ts';
import { guardrailUsageSchema } from './guardrail.ts';
import { generationSchema, pairSchema, shortfallSchema } from './pair.ts';
import { pairRejectionSchema } from './rejection.ts';
import { usageSchema } from './usage.ts';

export const scoresSchema = z.strictObject({
  /** Share of the answer's content words that its evidence or passage holds, 0 to 1. */
  grounding: z.number().min(0).max(1).nullable(),
  /** The judge's score, 0 to 1; null when no judge ran. */
  judge: z.number().min(0).max(1).nullable(),
});

/** What enforcement decided on one pair. Only `pass` and `redacted` may reach `train`. */
export const verdictSchema = z.strictObject({
  /** The id of the pair as generated, before redaction. */
  pairId: z.string(),
  decision: z.enum(['pass', 'redacted', 'rejected']),
  /** The pair after redaction. A rejected pair is redacted too: the quarantine must not hold the secret. */
  pair: pairSchema,
  findings: z.array(findingSchema),
  rejections: z.array(pairRejectionSchema),
  scores: scoresSchema,
});
export type Verdict = z.infer<typeof verdictSchema>;

const stamp = {
  generatorId: z.string(),
  policyId: z.string(),
  /** A hash of the judging model and its prompt; null where no judge is configured. */
  judgeId: z.string().nullable(),
  /** `<id>@<version>` of the guardrail; null where none is configured. */
  guardrailId: z.string().nullable(),
  /** False when the budget did not reach for the pairs or for the judge: the next run tries again. */
  isWithinBudget: z.boolean(),
};

/** What an enforcement hangs on. It is read alone, so that one of an older shape is made anew and not stumbled over. */
export const enforcementStampSchema = z.object(stamp).partial();

/**
 * `verdicts/<passage>.json`: the verdicts on what one generator made of one passage, under one state of the packs, one judge
 * and one guardrail. It is also the cache of what these two said, which is paid for once.
 */
export const enforcementSchema = z.strictObject({
  ...stamp,
  /** `<pack>@<version>` of every pack that judged. */
  packs: z.array(z.string()),
  /** `<pack>@<version> <rule>` of the rules that need a judge, where none is configured. */
  rulesNotRun: z.array(z.string()),
  generation: generationSchema.omit({ pairs: true }),
  judgeUsage: usageSchema,
  guardrailUsage: guardrailUsageSchema,
  judgeShortfall: shortfallSchema.nullable(),
  verdicts: z.array(verdictSchema),
});
export type Enforcement = z.infer<typeof enforcementSchema>;
