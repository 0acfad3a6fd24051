import { type Pair, pairId } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { SavedEntry } from '#shared/domain/saved-prompt.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { gatesWithoutSource, runGates } from './run-gates.ts';

/**
 * Decides on a pair that a person has saved: what the rules of the packs said when it was read, and the gates that need
 * no source. It has none, so nothing is quoted and nothing is scored against one.
 */
export const enforceSaved = (
  pair: Pair,
  { isRedacted, findings, rejections }: SavedEntry,
  passage: Passage,
  engine: PolicyEngine,
): Verdict => {
  const isWithheld = rejections.some(({ reason }) => reason === 'detector-failed');
  const outcomes = runGates(
    pair,
    passage,
    engine,
    { pair, isRedacted: isRedacted && !isWithheld },
    gatesWithoutSource,
  );
  const all = [...outcomes.flatMap((outcome) => outcome.rejections), ...rejections];
  return {
    generation: 0,
    pairId: pairId(passage.id, pair),
    decision: all.length > 0 ? 'rejected' : isRedacted ? 'redacted' : 'pass',
    pair,
    evidenceSpans: [],
    findings: [...findings, ...outcomes.flatMap((outcome) => outcome.findings)],
    rejections: all,
    scores: { grounding: null, judge: null },
    complaint: null,
  };
};
