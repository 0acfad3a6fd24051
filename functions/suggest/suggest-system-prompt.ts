import * as z from 'zod';
import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { LanguageModel, StructuredReply } from '#shared/ports/language-model.ts';
import { type PromptTemplate, renderPrompt } from '#shared/prompts/prompt-template.ts';
import { tagCode } from '#shared/prompts/tag-code.ts';
import { outlineDocuments } from './outline-documents.ts';

const maxWords = 80;
const maxOutputTokens = 600;

const replySchema = z.object({
  summary: z.string().min(1).describe('What the documents are about and whose they are.'),
  systemPrompt: z.string().min(1).max(1200),
});
export type SuggestedPrompt = z.infer<typeof replySchema>;

export interface SuggestionRequest {
  readonly settings: DatasetSettings;
  readonly dataset: string;
  /** The passages of each document. */
  readonly documents: readonly (readonly Passage[])[];
}

/** One call that sums up the documents and writes the prompt. */
export const suggestSystemPrompt = (
  model: LanguageModel,
  template: PromptTemplate,
  request: SuggestionRequest,
): Promise<StructuredReply<SuggestedPrompt>> =>
  model.answer({
    ...renderSuggestionPrompt(template, request),
    schema: replySchema,
    schemaName: 'record_system_prompt',
    maxOutputTokens,
  });

/** Exactly what a dataset would send. */
export const renderSuggestionPrompt = (
  template: PromptTemplate,
  { settings, dataset, documents }: SuggestionRequest,
): { system: string; prompt: string } => {
  const outline = outlineDocuments(documents);
  return renderPrompt(template, {
    maxWords: String(maxWords),
    instructions:
      settings.instructions === undefined ? '' : `What this dataset is for:\n${settings.instructions}`,
    title: settings.title ?? dataset,
    code: tagCode(outline),
    outline,
  });
};
