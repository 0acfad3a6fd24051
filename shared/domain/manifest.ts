import * as z from 'zod';
import { batchSummarySchema } from './batch.ts';
import { datasetSettingsSchema, type Mode } from './dataset-settings.ts';
import { detectionModes } from './detection-mode.ts';
import { conversionSchema } from './document.ts';
import { guardingSchema } from './guardrail.ts';
import { ledgerSchema } from './ledger.ts';
import { coverageSchema, pairCountsSchema, sectionCoverageSchema } from './outcome.ts';
import { documentRejectionSchema, lineRejectionSchema, rejectionSchema } from './rejection.ts';
import { systemPromptSchema } from './system-prompt.ts';
import { paidUsageSchema, usageByRoleSchema } from './usage.ts';

const count = z.number().int().nonnegative();

const documentEntry = {
  documentId: z.string(),
  sourceUri: z.string(),
  sha256: z.string(),
  bytes: count,
};

/** One source in the lineage of a version. */
export const manifestDocumentSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('processed'),
    ...documentEntry,
    /** Key into `settings`. */
    settings: z.string(),
    conversion: conversionSchema.omit({ pages: true, prompts: true }).extend({ pages: count }),
    pairs: pairCountsSchema,
    coverage: coverageSchema,
    /** The same section by section, in the order of the document. */
    sections: z.array(sectionCoverageSchema),
    usage: paidUsageSchema,
    shortfall: usageByRoleSchema,
    /** Passages without a kept pair, each with its reason. */
    uncovered: z.array(rejectionSchema),
  }),
  z.strictObject({ status: z.literal('rejected'), ...documentEntry, rejection: documentRejectionSchema }),
]);
export type ManifestDocument = z.infer<typeof manifestDocumentSchema>;

/** Every line is kept, rejected, a withdrawal, or one that gave no row. */
export const savedSummarySchema = z.strictObject({
  sourceUri: z.string(),
  /** Lines that hold something. */
  lines: count,
  kept: count,
  /** Of the kept rows, those that put another answer in place of one that failed. */
  corrections: count,
  /** Of the corrections, those that came with an answer that failed and may be shown: the records of preferences. */
  preferences: count.default(0),
  /** Of the corrections, those that gave no preference, because a rule rejects what the answer that failed holds. */
  withheldPreferences: count.default(0),
  rejected: count,
  /** Lines that take a row out and put none in its place. */
  withdrawals: count,
  rejectedLines: z.array(lineRejectionSchema),
  /** Lines that name a row which the dataset does not have, or has no more. */
  unmatched: z.array(z.strictObject({ line: z.number().int().positive(), rowId: z.string() })),
});
export type SavedSummary = z.infer<typeof savedSummarySchema>;

export const manifestFileSchema = z.strictObject({
  /** File name inside the version's folder. */
  name: z.string(),
  sha256: z.string(),
  bytes: count,
  /** Null for files that have no rows. */
  rows: count.nullable(),
});
export type ManifestFile = z.infer<typeof manifestFileSchema>;

const groundingSchema = z.strictObject({
  /** How the documents were chosen; another way of choosing has another name. */
  method: z.string(),
  /** Rows that show the document which bears their answer. */
  withOracle: count,
  /** Rows that have an answer and do not show it. */
  withoutOracle: count,
  /** Of these, the rows that refuse; the others answer all the same. */
  refusing: count,
  /** Rows whose question has no answer in any document. */
  unanswerable: count,
  /** Rows by how many documents they show that do not answer. */
  byDistractors: z.record(z.string(), count),
  /** Rows for which fewer such documents were found than the settings ask for. */
  short: count,
});
export type Grounding = z.infer<typeof groundingSchema>;

/** `manifest.json`: where every row of an assembled version comes from and how it was made. */
export const manifestSchema = z.strictObject({
  dataset: z.string(),
  /** A hash of all that stands in the version, but for `spending` and `batches`, which tell of the dataset's life. */
  version: z.string(),
  title: z.string(),
  /** ISO 8601 in UTC: when the newest row was generated; null without rows. */
  createdAt: z.string().nullable(),
  /** The settings as resolved, by hash; usually one, more when documents were read under different ones. */
  settings: z.record(z.string(), datasetSettingsSchema),
  /** The system turn of every row. */
  systemPrompt: systemPromptSchema,
  policies: z.array(z.string()),
  /** `<pack>@<version> <rule>` of the rules that need a judge and did not run, because none was configured. */
  rulesNotRun: z.array(z.string()),
  /** How hard detectors looked, as the packs ask; several where documents were judged under different packs. */
  detection: z.array(z.enum(detectionModes)),
  /** Which guardrail of Amazon Bedrock has looked at the pairs, and what it cost. */
  guarding: guardingSchema,
  documents: z.array(manifestDocumentSchema),
  /**
   * Documents whose rows, if any, are not of what was read last: an execution is under way, waits for a batch, or ended too
   * early. None of their rows is part of this version.
   */
  unfinished: z.array(z.strictObject(documentEntry)),
  /** Documents whose execution failed; their rows are not part of this version. */
  failures: z.array(z.strictObject({ sourceUri: z.string(), error: z.string(), cause: z.string() })),
  pairs: pairCountsSchema,
  /** What became of the lines of `prompts.jsonl`; null where the dataset has none. */
  saved: savedSummarySchema.nullable().default(null),
  /** The exact number of pairs that the settings ask for, and how many are missing; null where they ask for none. */
  total: z.strictObject({ wanted: count, missing: count }).nullable(),
  splits: z.strictObject({ train: count, validation: count, rejected: count }),
  coverage: coverageSchema,
  /** How the rows of the mode `context-grounded` are grounded; null in the other. */
  grounding: groundingSchema.nullable().default(null),
  /** What the generations and verdicts of this version cost. */
  usage: paidUsageSchema,
  /** What was left out because the budget was spent, and would probably use; null where it reached. */
  shortfall: usageByRoleSchema.extend({ passages: count }).nullable(),
  /** What the whole dataset had cost in its life when this was last assembled, calls for rows that are no more included; null where no price was known. */
  spending: ledgerSchema.omit({ holds: true }).extend({ budgetUsd: z.number().nullable() }).nullable(),
  /** What was asked in batch inference in the life of the dataset; null where nothing was ever to be. */
  batches: batchSummarySchema.nullable(),
  files: z.array(manifestFileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The mode of the rows of a version. */
export const modeOf = ({ grounding }: Pick<Manifest, 'grounding'>): Mode =>
  grounding === null ? 'instruction' : 'context-grounded';

/** `latest.json`: names the newest version of a dataset. */
export const latestSchema = z.strictObject({
  dataset: z.string(),
  version: z.string(),
  manifest: z.string(),
});
