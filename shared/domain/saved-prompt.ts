import * as z from 'zod';
import { findingSchema } from './finding.ts';
import { pairSchema } from './pair.ts';
import { pairRejectionSchema } from './rejection.ts';

/** What the conversion of saved prompts calls its format. */
export const savedFormat = 'prompts';

/** Whether a document is the saved prompts of its dataset. Of its passages each has `saved`. */
export const isSavedPrompts = ({
  conversion,
}: {
  readonly conversion: { readonly format: string };
}): boolean => conversion.format === savedFormat;

/** The generator of rows that a person has written. */
export const savedGenerator = 'saved';

/** A row by its `finetuning_data_element_id`. */
export const rowIdSchema = z
  .string()
  .regex(/^qa_[0-9a-f]{16}$/, 'name a row by its finetuning_data_element_id, qa_ and 16 hex digits');

/** What a line says of other rows of the dataset. */
const claims = {
  /** The row whose place this one takes. */
  replaces: rowIdSchema.nullable(),
  /** The row that goes without another in its place. */
  withdraws: rowIdSchema.nullable(),
  /** What that row asks, by which it is known also under another id; null where it was not written. */
  asks: z.string().nullable().default(null),
};

/** A line of `prompts.jsonl` in the one form that all its forms become: a line of `document.md`. */
export const savedPromptSchema = z.strictObject({
  /** Lines count from 1, empty ones included. */
  line: z.number().int().positive(),
  /** Empty in a line that only withdraws. */
  turns: z.array(z.strictObject({ prompt: z.string(), response: z.string() })),
  /** What was answered in place of the last response before a person corrected it. */
  failedResponse: z.string().nullable(),
  ...claims,
});
export type SavedPrompt = z.infer<typeof savedPromptSchema>;

/** A saved prompt as policy leaves it: the rules of the packs have spoken, and the gates have not. */
export const savedEntrySchema = z.strictObject({
  line: z.number().int().positive(),
  /** Null in a line that only withdraws. */
  pair: pairSchema.nullable(),
  isRedacted: z.boolean(),
  findings: z.array(findingSchema),
  rejections: z.array(pairRejectionSchema),
  /** Whether a person has put another answer in place of one that failed. */
  isCorrection: z.boolean(),
  /**
   * The answer that failed, redacted. Null where none was given, where a rule rejects what it holds, and where nothing but
   * placeholders tells it from the one in its place.
   */
  failedResponse: z.string().nullable(),
  /** Whether a rule rejects what the answer that failed holds. */
  isFailedWithheld: z.boolean().default(false),
  ...claims,
});
export type SavedEntry = z.infer<typeof savedEntrySchema>;
