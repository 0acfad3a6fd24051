import * as z from 'zod';
import type { Mode } from './dataset-settings.ts';
import { findingSchema } from './finding.ts';
import { savedType } from './question-types.ts';
import type { PairRejection } from './rejection.ts';

import { evidenceSpanSchema, scoresSchema } from './verdict.ts';

/** A quote's place, and which question of a conversation its answer belongs to, from 0. Rows of old shards do not say. */
const quoteSpanSchema = evidenceSpanSchema.extend({ turn: z.number().int().default(0) });

export const messageSchema = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});

/** What a row of the mode `context-grounded` shows its reader, in the order shown. */
export const shownDocumentSchema = z.strictObject({
  /** Of the passage. */
  id: z.string(),
  content: z.string(),
  /** Whether it bears the answer. */
  is_oracle: z.boolean(),
});
export type ShownDocument = z.infer<typeof shownDocumentSchema>;

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
  evidence_spans: z.array(quoteSpanSchema),
  /** How the quotes bear the answer, turn by turn; empty where no model was asked. Versions without documents leave it out. */
  reasoning: z.array(z.string()).default([]),
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

const rejectionColumns = {
  rejection_reasons: z.array(z.strictObject({ reason: z.string(), detail: z.string() })),
};

/** A rejected row has the same columns and says why it was kept out. */
export const rejectedRowSchema = rowSchema.extend(rejectionColumns);
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** A row of any split, the quarantine included; with its documents, where it stands in a version that has them. */
export type AnyRow = Row | RejectedRow | GroundedRow;

const { finetuning_data_element_id, messages, ...others } = rowSchema.shape;
const groundedRowSchema = z.strictObject({
  finetuning_data_element_id,
  messages,
  /** Rows of the other mode have none. */
  documents: z.array(shownDocumentSchema).default([]),
  ...others,
});
export type GroundedRow = z.infer<typeof groundedRowSchema>;

/** What a row shows; empty where it shows nothing. */
export const documentsOf = (row: AnyRow): readonly ShownDocument[] =>
  'documents' in row ? row.documents : [];

/** The columns of a version's files. */
export const versionSchemas = {
  instruction: {
    kept: rowSchema.omit({ reasoning: true }).strip(),
    rejected: rejectedRowSchema.omit({ reasoning: true }).strip(),
  },
  'context-grounded': {
    kept: groundedRowSchema,
    rejected: groundedRowSchema.extend(rejectionColumns),
  },
} as const satisfies Record<Mode, unknown>;

export const isRejected = (row: AnyRow): row is RejectedRow => 'rejection_reasons' in row;

/** Whether a person has written the row; everybody else is a generator. */
export const isSaved = ({ question_type }: Pick<Row, 'question_type'>): boolean =>
  question_type === savedType;

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
