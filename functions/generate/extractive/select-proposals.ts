import type { Proposal } from './proposal.ts';

/**
 * Takes the most confident proposals and lets the rules take turns, so that a long table does not crowd out a definition.
 * A question is asked once; so is a sentence, unless too little else is there.
 */
export const selectProposals = (proposals: readonly Proposal[], most: number): Proposal[] => {
  const byConfidence = [...proposals].sort((a, b) => b.confidence - a.confidence);
  const questions = new Set<string>();
  const unlike = byConfidence.filter(({ question }) => {
    const key = question.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
    return !questions.has(key) && questions.add(key);
  });
  const turns = new Map<string, number>();
  const ranked = unlike.map((proposal) => {
    const turn = turns.get(proposal.rule) ?? 0;
    turns.set(proposal.rule, turn + 1);
    return { proposal, turn };
  });
  const chosen = new Set(
    ranked
      .sort((a, b) => a.turn - b.turn)
      .slice(0, most)
      .map(({ proposal }) => proposal),
  );
  return proposals.filter((proposal) => chosen.has(proposal));
};
