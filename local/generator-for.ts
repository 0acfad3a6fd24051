import { readFileSync } from 'node:fs';
import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import { parsePromptTemplate } from '#shared/prompts/prompt-template.ts';
import { generatorFor } from '../functions/generate/generator-for.ts';

const promptFile = new URL('../functions/generate/prompts/pairs.md', import.meta.url);

/** The prompt that a model gets for a passage. */
export const readPairsPrompt = () => parsePromptTemplate('pairs', readFileSync(promptFile, 'utf8'));

/** The generators of a local run. */
export const localGeneratorFor = (languageModelFor: LanguageModelFor) =>
  generatorFor({ template: readPairsPrompt(), languageModelFor });
