import * as z from 'zod';

/** What a row of the mode `context-grounded` shows beside its question. */
export const contextSettingsSchema = z.strictObject({
  /** How many documents that do not answer the question stand beside the one that does. */
  distractors: z.number().int().min(0).max(20).default(3),
  /** The share of the rows with an answer that show the document which bears it. */
  oracleShare: z.number().min(0).max(1).default(0.8),
  /**
   * What a row answers that does not show it: that the documents do not say, or, as in RAFT (arXiv 2403.10131), what it would
   * answer otherwise, which teaches to know it by heart.
   */
  withoutOracle: z.enum(['refuse', 'answer']).default('refuse'),
  /** The words in which such a row refuses; left out, a sentence in the language of the row. */
  refusal: z.string().min(1).optional(),
  /** Whether a model is asked to say how its quotes bear the answer. */
  reasoning: z.boolean().default(true),
  /** Where documents that do not answer come from. */
  from: z.enum(['dataset', 'document']).default('dataset'),
});
export type ContextSettings = z.infer<typeof contextSettingsSchema>;
