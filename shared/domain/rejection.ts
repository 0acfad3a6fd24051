import * as z from 'zod';

/** Why a whole document was kept out. */
export const documentRejectionReasons = [
  'empty',
  'unsupported',
  'encrypted',
  'corrupt',
  'too-large',
  'timeout',
  'unreadable',
  'missing',
  'invalid-settings',
  'misnamed',
] as const;

/** Why a page of a document was kept out. */
export const pageRejectionReasons = ['not-read', 'no-text', 'illegible', 'timeout', 'reader-failed'] as const;

/** Why a passage has no kept pair. */
export const passageRejectionReasons = [
  'withheld',
  'nothing-to-ask',
  'generation-failed',
  'budget-exhausted',
  'all-pairs-rejected',
] as const;

/** Why a line of saved prompts gave no row. */
export const lineRejectionReasons = ['not-json', 'not-a-prompt', 'too-long', 'budget-exhausted'] as const;

/** Why a pair was kept out, in the order in which the gates stand. */
export const pairRejectionReasons = [
  'malformed',
  'not-standalone',
  'wrong-language',
  'wrong-length',
  'not-a-refusal',
  'evidence-not-found',
  'ungrounded-number',
  'ungrounded-name',
  'policy',
  'hollow-after-redaction',
  'maybe-answerable',
  'judged-unsupported',
  'detector-failed',
  'duplicate',
  'conflict',
  'not-asked-for',
  'over-limit',
  'over-total',
  'corrected',
  'withdrawn',
  'circular',
] as const;

export const documentRejectionSchema = z.strictObject({
  reason: z.enum(documentRejectionReasons),
  /** One sentence that names the file, the place and the mend. */
  detail: z.string(),
});
export type DocumentRejection = z.infer<typeof documentRejectionSchema>;

export const pageRejectionSchema = z.strictObject({
  /** Pages count from 1. */
  page: z.number().int().positive(),
  reason: z.enum(pageRejectionReasons),
  /** One sentence that names the page and what is wrong with it. */
  detail: z.string(),
});
export type PageRejection = z.infer<typeof pageRejectionSchema>;

export const lineRejectionSchema = z.strictObject({
  /** Lines count from 1, empty ones included. */
  line: z.number().int().positive(),
  reason: z.enum(lineRejectionReasons),
  /** One sentence that names the file, the line and the mend, and quotes nothing of it. */
  detail: z.string(),
});
export type LineRejection = z.infer<typeof lineRejectionSchema>;

export const pairRejectionSchema = z.strictObject({
  reason: z.enum(pairRejectionReasons),
  detail: z.string(),
});
export type PairRejection = z.infer<typeof pairRejectionSchema>;

/** A line of `rejections.jsonl`: a document that was kept out, or what was kept out of it. */
export const rejectionSchema = z.discriminatedUnion('subject', [
  documentRejectionSchema.extend({ subject: z.literal('document'), sourceUri: z.string() }),
  pageRejectionSchema.extend({ subject: z.literal('page') }),
  lineRejectionSchema.extend({ subject: z.literal('line') }),
  z.strictObject({
    subject: z.literal('passage'),
    passageId: z.string(),
    headingPath: z.array(z.string()),
    reason: z.enum(passageRejectionReasons),
    detail: z.string(),
  }),
]);
export type Rejection = z.infer<typeof rejectionSchema>;
