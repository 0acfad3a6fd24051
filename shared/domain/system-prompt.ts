import * as z from 'zod';
import { usageSchema } from './usage.ts';

/**
 * `<dataset>/system-prompt.json`: what a model has suggested as the system turn of a dataset's rows. It is asked once and
 * again only on request, so that no version changes because a model was in another mood.
 */
export const suggestionSchema = z.strictObject({
  text: z.string().min(1),
  /** True when a person has accepted or written the text. */
  isAccepted: z.boolean(),
  /** Who has suggested it; null for a text that a person wrote. */
  by: z.strictObject({ provider: z.string(), modelId: z.string(), promptVersion: z.string() }).nullable(),
  /** ISO 8601 in UTC. */
  createdAt: z.string(),
  usage: usageSchema,
});

/** What became of the question, as the workflow hands it on to the assembly. */
export const suggestionResultSchema = z.strictObject({
  status: z.enum(['not-needed', 'kept', 'suggested', 'failed']),
  /** Why it failed. */
  detail: z.string().nullable(),
});
export type SuggestionResult = z.infer<typeof suggestionResultSchema>;

/** Where the system turn of a version comes from: dataset.yaml, a person, a model, or only from the dataset's title. */
export const systemPromptSchema = z.strictObject({
  text: z.string().min(1),
  origin: z.enum(['settings', 'accepted', 'suggested', 'title']),
  /** The model that has suggested the text. */
  modelId: z.string().nullable(),
  /** What the suggestion cost; zeros for a text that no model has suggested. */
  usage: usageSchema,
  /** Why a model that was asked has suggested nothing. */
  note: z.string().nullable(),
});
export type SystemPrompt = z.infer<typeof systemPromptSchema>;

export const titlePrompt = (subject: string): string =>
  `You are a helpful assistant that answers questions about ${subject}.`;
