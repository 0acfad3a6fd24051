import type { CheckedTurn, Source } from './gates/gate.ts';

/** What an answer may take its numbers and names from. */
export const sourceText = (
  { question }: Pick<CheckedTurn, 'question'>,
  { headingPath, text }: Source,
): string => [...headingPath, text, question].join('\n');
