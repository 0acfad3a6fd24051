import * as z from 'zod';
import { findingSchema } from './finding.ts';
import type { PairRejection } from './rejection.ts';
import { evidenceSpanSchema, scoresSchema } from './verdict.ts';

export const messageSchema = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});

/** A pair as written to the dataset. The Parquet columns are derived from this schema, in this order. */
export const rowSchema = z.strictObject({
  finetuning_data_element_id: z.string(),
  messages: z.array(messageSchema),
  source_uri: z.string(),
  source_sha256: z.string(),
  page: z.number().int().nullable(),
  heading_path: z.array(z.string()),
  /** The passage's span in `document.md`, in UTF-16 code units. */
  char_start: z.number().int(),
  char_end: z.number().int(),
  passage_id: z.string(),
  evidence: z.array(z.string()),
  evidence_spans: z.array(evidenceSpanSchema),
  question_type: z.string(),
  audience: z.string().nullable(),
  fact_ids: z.array(z.string()),
  generator: z.string(),
  model_id: z.string().nullable(),
  prompt_version: z.string(),
  policy_decision: z.enum(['pass', 'redacted', 'rejected']),
  policy_findings: z.array(findingSchema),
  scores: scoresSchema,
  split: z.enum(['train', 'validation', 'rejected']),
  created_at: z.date(),
});
export type Row = z.infer<typeof rowSchema>;

/** A rejected row has the same columns and says why it was kept out. */
export const rejectedRowSchema = rowSchema.extend({
  rejection_reasons: z.array(z.strictObject({ reason: z.string(), detail: z.string() })),
});
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** A row of any split, the quarantine included. */
export type AnyRow = Row | RejectedRow;

export const isRejected = (row: AnyRow): row is RejectedRow => 'rejection_reasons' in row;

/** Moves a row into quarantine: the same columns, and why. */
export const rejectRow = (row: Row, reasons: readonly PairRejection[]): RejectedRow => ({
  ...row,
  split: 'rejected',
  rejection_reasons: [...reasons],
});

/** The row of a shard, which has no system turn, with that of its version. */
export const withSystemTurn = <Kind extends AnyRow>(row: Kind, content: string): Kind => ({
  ...row,
  messages: [{ role: 'system', content }, ...row.messages],
});

/** What the first user turn asks. */
export const questionOf = ({ messages }: Pick<Row, 'messages'>): string =>
  messages.find(({ role }) => role === 'user')?.content ?? '';
