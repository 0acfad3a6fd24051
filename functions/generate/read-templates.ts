import type { PromptTemplate } from '#shared/prompts/prompt-template.ts';
import { type PromptTemplates, promptNames } from './render-request.ts';

/** The prompts of the generator, each by the name of its file. */
export const readTemplates = (read: (name: string) => PromptTemplate): PromptTemplates => ({
  passage: read(promptNames.passage),
  section: read(promptNames.section),
  retry: read(promptNames.retry),
});
