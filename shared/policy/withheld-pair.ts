import type { Pair } from '../domain/pair.ts';

/** What is left of a pair whose texts may be kept nowhere. */
export const withheldPair = ({ reasoning: _, ...pair }: Pair): Pair => ({
  ...pair,
  question: '[WITHHELD_1]',
  answer: '[WITHHELD_1]',
  evidence: [],
  followUps: [],
});
