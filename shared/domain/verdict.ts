import * as z from 'zod';
import { detectionModes } from './detection-mode.ts';
import { findingSchema } from './finding.ts';
import { guardrailUsageSchema } from './guardrail.ts';
import { generationSchema, pairSchema } from './pair.ts';
import { pairRejectionSchema } from './rejection.ts';
import { usageSchema } from './usage.ts';

export const scoresSchema = z.strictObject({
  /** Share of the answer's content words that its evidence or passage holds, 0 to 1. */
  grounding: z.number().min(0).max(1).nullable(),
  /** The judge's score, 0 to 1; null when no judge ran. */
  judge: z.number().min(0).max(1).nullable(),
});

/**
 * Where a quote stands in `document.md`, in UTF-16 code units: `markdown.slice(start, end)` is the quote before redaction.
 * Both ends are null for a quote that stands nowhere in one piece, such as a row with the repeated head of its table.
 */
export const evidenceSpanSchema = z.strictObject({
  passage_id: z.string(),
  start: z.number().int().nonnegative().nullable(),
  end: z.number().int().nonnegative().nullable(),
});
export type EvidenceSpan = z.infer<typeof evidenceSpanSchema>;

/** What enforcement decided on one pair. Only `pass` and `redacted` may reach `train`. */
export const verdictSchema = z.strictObject({
  /** Which of the enforcement's generations made the pair. */
  generation: z.number().int().nonnegative(),
  /** The id of the pair as generated, before redaction. */
  pairId: z.string(),
  decision: z.enum(['pass', 'redacted', 'rejected']),
  /** The pair after redaction. A rejected pair is redacted too: the quarantine must not hold the secret. */
  pair: pairSchema,
  /** Where each quote of all turns stands in `document.md`, in their order. */
  evidenceSpans: z.array(evidenceSpanSchema),
  findings: z.array(findingSchema),
  rejections: z.array(pairRejectionSchema),
  scores: scoresSchema,
  /** What the judge said against a pair that may be asked for again; null for every other pair. */
  complaint: z.string().nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

const stamp = {
  generatorId: z.string(),
  policyId: z.string(),
  /** A hash of the judging model and its prompt; null where no judge is configured. */
  judgeId: z.string().nullable(),
  /** `<id>@<version>` of the guardrail; null where none is configured. */
  guardrailId: z.string().nullable(),
  /** The requests that were answered first, by `requestId`; those of later attempts follow from the verdicts. */
  requests: z.array(z.string()),
};

/** What an enforcement hangs on. It is read alone, so that one of an older shape is made anew and not stumbled over. */
export const enforcementStampSchema = z.object(stamp).partial();

/**
 * `verdicts/<passage>.json`: the verdicts on all that one generator made of one passage, under one state of the packs, one
 * judge and one guardrail. It is also the cache of what these two said, which is paid for once.
 */
export const enforcementSchema = z.strictObject({
  ...stamp,
  /** `<pack>@<version>` of every pack that judged. */
  packs: z.array(z.string()),
  /** `<pack>@<version> <rule>` of the rules that need a judge, where none is configured. */
  rulesNotRun: z.array(z.string()),
  /** How hard the recognizers of the packs looked. */
  detection: z.enum(detectionModes),
  /** How often pairs were asked for again because of what the judge said. */
  attempt: z.number().int().nonnegative(),
  /** Everything that was answered about the passage, in order. */
  generations: z.array(
    generationSchema.omit({ pairs: true, unasked: true, shortfall: true }).extend({ requestId: z.string() }),
  ),
  judgeUsage: usageSchema,
  guardrailUsage: guardrailUsageSchema,
  /** How many of the verdicts, from the first, the guardrail has seen. */
  seenByGuardrail: z.number().int().nonnegative(),
  /** What would probably be used for what the budget did not reach for: pairs that were not asked for, a judge who was not. */
  shortfalls: z.array(z.strictObject({ role: z.enum(['generator', 'judge']), likely: usageSchema })),
  verdicts: z.array(verdictSchema),
  /** The sha256 of other passages that might answer a question which is meant to have no answer. */
  consulted: z.array(z.string()),
});
export type Enforcement = z.infer<typeof enforcementSchema>;
