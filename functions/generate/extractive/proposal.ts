import type { Pair } from '#shared/domain/pair.ts';

/** A pair that a rule proposes, with what the rule thinks of it. */
export interface Proposal extends Pick<Pair, 'question' | 'answer' | 'evidence' | 'questionType'> {
  /** The file in `rules/` that made it. */
  readonly rule: string;
  /** How sure the rule is that a person would find the pair right and natural, 0 to 1. */
  readonly confidence: number;
}
