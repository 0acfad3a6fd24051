import { mapTurns, type Pair, pairId, turnsOf } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import type { EvidenceSpan, Verdict } from '#shared/domain/verdict.ts';
import { groundingShare } from '#shared/domain/words.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import type { Source } from './gates/gate.ts';
import { locateInPassages } from './locate-quote.ts';
import { runGates } from './run-gates.ts';
import { shownSource } from './shown-source.ts';
import { sourceText } from './source-text.ts';

/**
 * Decides on one pair: the gates on every turn, then the rules of the packs, then once more what redaction left of it.
 * Every gate speaks, so that a rejected row carries all its reasons; only a malformed pair is not looked at further. A
 * gate that throws rejects the pair. `neighbours` are the passages that were shown beside the pair's own.
 */
export const enforcePair = async (
  generated: Pair,
  passage: Passage,
  engine: PolicyEngine,
  neighbours: readonly Passage[] = [],
): Promise<Verdict> => {
  const { pair, evidenceSpans } = withVerbatimEvidence(generated, [passage, ...neighbours]);
  const source = shownSource(passage, neighbours);
  const review = engine.reviewPair(pair, source);
  const isWithheld = review.rejections.some(({ reason }) => reason === 'detector-failed');
  const outcomes = runGates(pair, source, engine, {
    ...review,
    isRedacted: review.isRedacted && !isWithheld,
  });

  const rejections = [
    ...outcomes.flatMap((outcome) => outcome.rejections),
    ...spansOnePassage(pair, evidenceSpans),
    ...review.rejections,
  ];
  return {
    generation: 0,
    pairId: pairId(passage.id, generated),
    decision: rejections.length > 0 ? 'rejected' : review.isRedacted ? 'redacted' : 'pass',
    pair: review.pair,
    evidenceSpans: isWithheld ? [] : evidenceSpans,
    findings: [...review.findings, ...outcomes.flatMap((outcome) => outcome.findings)],
    rejections,
    scores: { grounding: groundingOf(pair, source), judge: null },
    complaint: null,
  };
};

/** A quote that was found is kept as the passage has it, so that evidence is verbatim; one that was not stays as it is. */
const withVerbatimEvidence = (pair: Pair, passages: readonly Passage[]) => {
  const evidenceSpans: EvidenceSpan[] = [];
  const verbatim = mapTurns(pair, (turn) => ({
    ...turn,
    evidence: turn.evidence.map((quote) => {
      const located = locateInPassages(quote, passages);
      evidenceSpans.push(located?.span ?? { passage_id: passages[0]?.id ?? '', start: null, end: null });
      return located?.quote ?? quote;
    }),
  }));
  return { pair: verbatim, evidenceSpans };
};

/** A question over several passages that one of them answers is none. */
const spansOnePassage = ({ questionType }: Pair, spans: readonly EvidenceSpan[]): PairRejection[] =>
  questionType === 'multi-passage' && new Set(spans.map(({ passage_id }) => passage_id)).size < 2
    ? [{ reason: 'evidence-not-found', detail: 'the quotes are not of two passages' }]
    : [];

const groundingOf = (pair: Pair, source: Source): number => {
  const turns = turnsOf(pair);
  const text = (field: 'question' | 'answer') => turns.map((turn) => turn[field]).join('\n');
  return groundingShare(text('answer'), sourceText({ question: text('question') }, source));
};
