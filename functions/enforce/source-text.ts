import type { Pair } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';

/** What an answer may take its numbers and names from. */
export const sourceText = (pair: Pair, passage: Passage): string =>
  [...passage.headingPath, passage.text, pair.question].join('\n');
