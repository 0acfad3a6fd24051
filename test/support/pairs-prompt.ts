import { readFileSync } from 'node:fs';
import { type PromptTemplate, parsePromptTemplate } from '#shared/prompts/prompt-template.ts';

/** The prompt that is shipped, as the generator reads it. */
export const pairsPrompt: PromptTemplate = parsePromptTemplate(
  'pairs',
  readFileSync(new URL('../../functions/generate/prompts/pairs.md', import.meta.url), 'utf8'),
);
