import { contentId } from './hash.ts';
import type { Enforcement } from './verdict.ts';

/**
 * Names the facts that the generator has listed for a passage, in its order; the ids of rows hang on them. Only the first
 * generation lists facts: what is asked later goes back to it.
 */
export const factIds = (passageId: string, { generations }: Pick<Enforcement, 'generations'>): string[] =>
  (generations[0]?.facts ?? []).map((fact) => `fact_${contentId([passageId, fact])}`);
