import * as z from 'zod';
import { findingSchema } from './finding.ts';
import { generationSchema, pairSchema } from './pair.ts';
import { pairRejectionSchema } from './rejection.ts';

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

/** `verdicts/<passage>.json`: the verdicts on what one generator made of one passage, under one state of the packs. */
export const enforcementSchema = z.strictObject({
  generatorId: z.string(),
  policyId: z.string(),
  /** `<pack>@<version>` of every pack that judged. */
  packs: z.array(z.string()),
  generation: generationSchema.omit({ pairs: true }),
  verdicts: z.array(verdictSchema),
});
export type Enforcement = z.infer<typeof enforcementSchema>;
