import { readFileSync } from 'node:fs';
import { type PromptTemplate, parsePromptTemplate } from '#shared/prompts/prompt-template.ts';

/** A prompt of a room, `functions/<room>/prompts/<name>.md`. */
export const readPromptTemplate = (room: 'generate' | 'enforce' | 'suggest', name: string): PromptTemplate =>
  parsePromptTemplate(
    name,
    readFileSync(new URL(`../functions/${room}/prompts/${name}.md`, import.meta.url), 'utf8'),
  );
