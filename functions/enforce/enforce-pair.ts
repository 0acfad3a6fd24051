import type { Finding } from '#shared/domain/finding.ts';
import { canonicalJson } from '#shared/domain/hash.ts';
import { type Pair, pairId } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { groundingShare } from '#shared/domain/words.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { comparable } from './comparable-text.ts';
import { evidence } from './gates/evidence.ts';
import type { Gate, Objection } from './gates/gate.ts';
import { groundedNames } from './gates/grounded-names.ts';
import { groundedNumbers } from './gates/grounded-numbers.ts';
import { hollow } from './gates/hollow.ts';
import { language } from './gates/language.ts';
import { length } from './gates/length.ts';
import { standsAlone } from './gates/stands-alone.ts';
import { wellFormed } from './gates/well-formed.ts';
import { sourceText } from './source-text.ts';

/** The gates on a pair as generated, in the order of their cost. */
const gates: readonly Gate[] = [
  wellFormed,
  standsAlone,
  language,
  length,
  evidence,
  groundedNumbers,
  groundedNames,
] as readonly Gate[];

/**
 * Decides on one pair: the gates, then the rules of the packs, then once more what redaction left of it. Every gate
 * speaks, so that a rejected row carries all its reasons; only a malformed pair is not looked at further. A gate that
 * throws rejects the pair.
 */
export const enforcePair = async (pair: Pair, passage: Passage, engine: PolicyEngine): Promise<Verdict> => {
  const review = engine.reviewPair(pair, passage);
  const outcomes: GateOutcome[] = [];
  for (const gate of gates) {
    outcomes.push(runGate(gate, pair, passage, engine, review.pair));
    if (gate === wellFormed && outcomes.some(({ rejections }) => rejections.length > 0)) break;
  }
  const isWithheld = review.rejections.some(({ reason }) => reason === 'detector-failed');
  if (review.isRedacted && !isWithheld)
    outcomes.push(runGate(hollow as Gate, review.pair, passage, engine, review.pair));

  const rejections = [...outcomes.flatMap((outcome) => outcome.rejections), ...review.rejections];
  return {
    pairId: pairId(passage.id, pair),
    decision: rejections.length > 0 ? 'rejected' : review.isRedacted ? 'redacted' : 'pass',
    pair: review.pair,
    findings: [...review.findings, ...outcomes.flatMap((outcome) => outcome.findings)],
    rejections,
    scores: { grounding: groundingShare(pair.answer, sourceText(pair, passage)), judge: null },
  };
};

interface GateOutcome {
  readonly rejections: readonly PairRejection[];
  readonly findings: readonly Finding[];
}

/** Runs one gate; `redacted` is the pair as the dataset may show it. */
export const runGate = (
  gate: Gate,
  pair: Pair,
  passage: Passage,
  engine: PolicyEngine,
  redacted: Pair,
): GateOutcome => {
  const { pack, ruleId, action, severity, parameters } = engine.gates[gate.name];
  let objection: Objection | undefined;
  try {
    objection = gate.check(pair, passage, parameters);
  } catch {
    const failure = `the gate ${gate.name} failed, so the pair could not be checked`;
    return { rejections: [{ reason: 'detector-failed', detail: failure }], findings: [] };
  }
  if (objection === undefined) return { rejections: [], findings: [] };
  const finding: Finding = {
    pack,
    ruleId,
    action,
    severity,
    entity: null,
    field: gate.name === 'evidence' ? 'evidence' : 'answer',
    start: 0,
    end: gate.name === 'evidence' ? pair.evidence.join('\n').length : pair.answer.length,
    matchHash: engine.hashMatch(canonicalJson(pair)),
    detector: gate.name,
    score: 1,
  };
  return {
    rejections: action === 'reject' ? [{ reason: gate.reason, detail: describe(objection, redacted) }] : [],
    findings: [finding],
  };
};

/** A reason goes into the dataset and its report, so it quotes nothing that redaction has taken out of the pair. */
const describe = ({ problem, quote }: Objection, redacted: Pair): string => {
  const isVisible =
    quote !== undefined &&
    [redacted.question, redacted.answer].some((text) =>
      comparable(text).toLowerCase().includes(comparable(quote).toLowerCase()),
    );
  return isVisible ? `${problem}: ${quote}` : problem;
};
