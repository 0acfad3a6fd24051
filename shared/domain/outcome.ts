import * as z from 'zod';
import { shardKinds } from './dataset-keys.ts';
import { detectionModes } from './detection-mode.ts';
import { guardingSchema } from './guardrail.ts';
import { questionTypes } from './question-types.ts';
import { paidUsageSchema, usageByRoleSchema } from './usage.ts';

const count = z.number().int().nonnegative();

/** What became of the pairs of one document. */
export const pairCountsSchema = z.strictObject({
  generated: count,
  /** Pairs in train and validation; `redacted` of them had something replaced. */
  kept: count,
  redacted: count,
  rejected: count,
  /** A pair with several reasons counts under its first. */
  rejectedByReason: z.record(z.string(), count),
  /** Kept pairs by their type, those included of which there are none. */
  keptByType: z.record(z.enum(questionTypes), count),
});
export type PairCounts = z.infer<typeof pairCountsSchema>;

/**
 * How much of a text speaks in the dataset: passages with a kept pair, of all passages, and facts with a kept pair, of the
 * facts that the generator has listed.
 */
export const coverageSchema = z.strictObject({
  passages: count,
  covered: count,
  facts: count,
  coveredFacts: count,
});
export type Coverage = z.infer<typeof coverageSchema>;

/** The coverage of one section of a document, named by its headings of the first two levels. */
export const sectionCoverageSchema = coverageSchema.extend({ headingPath: z.array(z.string()) });
export type SectionCoverage = z.infer<typeof sectionCoverageSchema>;

/** `outcome.json`: what the document workflow made of one document. Assembly adds these up. */
export const outcomeSchema = z.strictObject({
  documentId: z.string(),
  sourceUri: z.string(),
  /** SHA-256 of the `source.json` that it was made of. Where another stands now, the document is not finished. */
  madeOf: z.string(),
  status: z.enum(['processed', 'rejected']),
  pairs: pairCountsSchema,
  coverage: coverageSchema,
  /** In the order of the document. */
  sections: z.array(sectionCoverageSchema),
  usage: paidUsageSchema,
  /** What would probably be used for all that the budget did not reach for. */
  shortfall: usageByRoleSchema,
  /** `<pack>@<version>` of the packs that judged its pairs. */
  policies: z.array(z.string()),
  /** `<pack>@<version> <rule>` of the rules that need a judge, where none was configured. */
  rulesNotRun: z.array(z.string()),
  /** The modes of detection under which its pairs were judged; one, unless packs changed in between. */
  detection: z.array(z.enum(detectionModes)),
  guarding: guardingSchema,
  /** SHA-256 of each shard that was written; a kind without rows has no shard. */
  shards: z.partialRecord(z.enum(shardKinds), z.string()),
});
export type Outcome = z.infer<typeof outcomeSchema>;
