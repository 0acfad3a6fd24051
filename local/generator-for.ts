import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import { generatorFor } from '../functions/generate/generator-for.ts';
import { readTemplates } from '../functions/generate/read-templates.ts';
import { readPromptTemplate } from './prompt-templates.ts';

/** The prompts of the generator, as the repository holds them. */
export const generatorTemplates = () => readTemplates((name) => readPromptTemplate('generate', name));

/** The generators of a local run. */
export const localGeneratorFor = (languageModelFor: LanguageModelFor) =>
  generatorFor({ templates: generatorTemplates(), languageModelFor });
