import { comparable } from '#shared/domain/comparable-text.ts';
import type { Finding } from '#shared/domain/finding.ts';
import { canonicalJson } from '#shared/domain/hash.ts';
import { type Pair, type Turn, turnsOf } from '#shared/domain/pair.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import type { PairReview, PolicyEngine } from '#shared/ports/policy-engine.ts';
import { evidence } from './gates/evidence.ts';
import type { CheckedTurn, Gate, Objection, Source } from './gates/gate.ts';
import { groundedNames } from './gates/grounded-names.ts';
import { groundedNumbers } from './gates/grounded-numbers.ts';
import { hollow } from './gates/hollow.ts';
import { language } from './gates/language.ts';
import { length } from './gates/length.ts';
import { refusal } from './gates/refusal.ts';
import { standsAlone } from './gates/stands-alone.ts';
import { wellFormed } from './gates/well-formed.ts';

/** The gates on a pair as generated, in the order of their cost. */
const gates: readonly Gate[] = [
  wellFormed,
  standsAlone,
  language,
  length,
  refusal,
  evidence,
  groundedNumbers,
  groundedNames,
] as readonly Gate[];

/** Those for a pair that was made of nothing else. */
export const gatesWithoutSource: readonly Gate[] = [
  wellFormed,
  standsAlone,
  language,
  length,
] as readonly Gate[];

/** Those that hold what an answer states hold its reasoning as well. */
const gatesOnReasoning: readonly string[] = [language.name, groundedNumbers.name, groundedNames.name];

export interface GateOutcome {
  readonly rejections: readonly PairRejection[];
  readonly findings: readonly Finding[];
}

/**
 * Runs every gate that applies on every turn of a pair, and the last one on what redaction left of it. A malformed pair is not looked
 * at further.
 */
export const runGates = (
  pair: Pair,
  source: Source,
  engine: PolicyEngine,
  redacted: Pick<PairReview, 'pair' | 'isRedacted'>,
  applied: readonly Gate[] = gates,
): GateOutcome[] => {
  const run = (gate: Gate, checked: Pair) => runGate(gate, checked, source, engine, redacted.pair);
  const outcomes: GateOutcome[] = [];
  for (const gate of applied) {
    outcomes.push(...run(gate, pair));
    if (gate === wellFormed && outcomes.some(({ rejections }) => rejections.length > 0)) break;
  }
  return redacted.isRedacted ? [...outcomes, ...run(hollow as Gate, redacted.pair)] : outcomes;
};

/**
 * Runs one gate on every turn; a later one may also take up what the turns before it asked. `redacted` is the pair as the
 * dataset may show it.
 */
export const runGate = (
  gate: Gate,
  pair: Pair,
  source: Source,
  engine: PolicyEngine,
  redacted: Pair,
): GateOutcome[] => {
  const turns = turnsOf(pair);
  return turns.map((turn, index) => {
    const earlier = turns.slice(0, index);
    const objection = check(
      gate,
      { ...turn, questionType: pair.questionType, isFollowUp: index > 0 },
      index === 0
        ? source
        : { ...source, headingPath: [...source.headingPath, ...earlier.map(({ question }) => question)] },
      engine,
    );
    if (objection === undefined) return { rejections: [], findings: [] };
    if (objection === 'failed') return failed(gate);
    const detail = `${index === 0 ? '' : `turn ${index + 1}: `}${describe(objection, redacted)}`;
    const place = spanOf(gate.name === 'evidence' ? 'evidence' : 'answer', turn, earlier);
    const { action, parameters: _, ...rule } = engine.gates[gate.name];
    return {
      rejections: action === 'reject' ? [{ reason: gate.reason, detail }] : [],
      findings: [
        {
          ...rule,
          action,
          entity: null,
          ...place,
          matchHash: engine.hashMatch(canonicalJson(pair)),
          detector: gate.name,
          score: 1,
        },
      ],
    };
  });
};

const check = (
  gate: Gate,
  turn: CheckedTurn,
  source: Source,
  engine: PolicyEngine,
): Objection | 'failed' | undefined => {
  const { parameters } = engine.gates[gate.name];
  const { reasoning } = turn;
  try {
    const objection = gate.check(turn, source, parameters);
    if (objection !== undefined || reasoning === undefined || !gatesOnReasoning.includes(gate.name))
      return objection;
    // A question does not vouch for the language of the reasoning, but what it names may be named again.
    const question = gate.name === language.name ? '' : turn.question;
    return gate.check({ ...turn, question, answer: reasoning }, source, parameters);
  } catch {
    return 'failed';
  }
};

const failed = ({ name }: Gate): GateOutcome => ({
  rejections: [
    { reason: 'detector-failed', detail: `the gate ${name} failed, so the pair could not be checked` },
  ],
  findings: [],
});

/** Offsets count through the texts of all turns, as those of every finding. */
const spanOf = (
  field: 'answer' | 'evidence',
  turn: Turn,
  earlier: readonly Turn[],
): Pick<Finding, 'field' | 'start' | 'end'> => {
  const textsOf = ({ answer, reasoning, evidence }: Turn): readonly string[] =>
    field === 'evidence' ? evidence : [answer, ...(reasoning === undefined ? [] : [reasoning])];
  const start = earlier.flatMap(textsOf).reduce((sum, text) => sum + text.length + 1, 0);
  return { field, start, end: start + textsOf(turn).join('\n').length };
};

/** A reason goes into the dataset and its report, so it quotes nothing that redaction has taken out of the pair. */
const describe = ({ problem, quote }: Objection, redacted: Pair): string => {
  const isVisible =
    quote !== undefined &&
    turnsOf(redacted)
      .flatMap(({ question, answer, reasoning = '' }) => [question, answer, reasoning])
      .some((text) => comparable(text).toLowerCase().includes(comparable(quote).toLowerCase()));
  return isVisible ? `${problem}: ${quote}` : problem;
};
