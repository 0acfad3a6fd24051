import type { Finding } from '#shared/domain/finding.ts';
import { addGuardrailUsage, type GuardrailUsage } from '#shared/domain/guardrail.ts';
import { type PairText, textsOf, withTexts } from '#shared/domain/pair-texts.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { PairRejection } from '#shared/domain/rejection.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { failedDetector } from '#shared/policy/detector-finding.ts';
import { type PlaceholderLedger, placeholderLedger } from '#shared/policy/placeholders.ts';
import { withheldPair } from '#shared/policy/withheld-pair.ts';
import type { Guardrail } from '#shared/ports/guardrail.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import type { Gate } from './gates/gate.ts';
import { hollow } from './gates/hollow.ts';
import { type FieldHit, placeHits } from './place-hits.ts';
import { runGate } from './run-gates.ts';

export interface GuardedPairs {
  readonly verdicts: readonly Verdict[];
  readonly usage: GuardrailUsage;
}

/**
 * Lets a guardrail judge each pair that nothing has rejected so far: questions as what a person says, answers and their
 * quotes as what a model says, two calls for a pair. What it blocks is rejected, and what it masks is replaced in all
 * fields by placeholders of ours, the same for the same value in all pairs of the passage.
 */
export const guardPairs = async (
  verdicts: readonly Verdict[],
  passage: Passage,
  engine: PolicyEngine,
  guardrail: Guardrail,
): Promise<GuardedPairs> => {
  const ledger = placeholderLedger([
    passage.text,
    ...verdicts.flatMap(({ pair }) => textsOf(pair).map(({ text }) => text)),
  ]);
  const usages: GuardrailUsage[] = [];
  const guarded: Verdict[] = [];
  for (const verdict of verdicts) {
    if (verdict.decision === 'rejected') {
      guarded.push(verdict);
      continue;
    }
    const { hits, failures, usage } = await ask(textsOf(verdict.pair), guardrail);
    usages.push(usage);
    const merged = merge(verdict, hits, passage, engine, guardrail, ledger);
    guarded.push(failures.length > 0 ? unguarded(merged, engine, guardrail, failures) : merged);
  }
  return { verdicts: guarded, usage: addGuardrailUsage(usages) };
};

const ask = async (texts: readonly PairText[], guardrail: Guardrail) => {
  const hits: FieldHit[] = [];
  const failures: string[] = [];
  const usages: GuardrailUsage[] = [];
  for (const [source, field] of [
    ['input', 'question'],
    ['output', 'answer'],
  ] as const) {
    const own = texts.filter((text) => text.source === source && text.text.trim() !== '');
    if (own.length === 0) continue;
    const reply = await guardrail.check({ source, texts: own.map(({ text }) => text) });
    usages.push(reply.usage);
    if (reply.status === 'failed') failures.push(reply.detail);
    else hits.push(...reply.hits.map((hit) => ({ ...hit, field })));
  }
  return { hits, failures, usage: addGuardrailUsage(usages) };
};

/** What the guardrail did not judge is not known to be good; packs may have it flagged instead. */
const unguarded = (
  verdict: Verdict,
  { onDetectorError, hashMatch }: PolicyEngine,
  { detector }: Guardrail,
  failures: readonly string[],
): Verdict => ({
  ...verdict,
  ...(onDetectorError === 'reject' && {
    decision: 'rejected',
    rejections: [
      ...verdict.rejections,
      ...failures.map((detail) => ({ reason: 'detector-failed' as const, detail })),
    ],
  }),
  findings: [
    ...verdict.findings,
    failedDetector(
      { detector, action: onDetectorError, field: 'answer', text: verdict.pair.answer },
      hashMatch,
    ),
  ],
});

const merge = (
  verdict: Verdict,
  hits: readonly FieldHit[],
  passage: Passage,
  engine: PolicyEngine,
  guardrail: Guardrail,
  ledger: PlaceholderLedger,
): Verdict => {
  const placed = placeHits(textsOf(verdict.pair), hits, { guardrail, ledger, hashMatch: engine.hashMatch });
  const pair = placed.isComplete ? withTexts(verdict.pair, placed.texts) : withheldPair(verdict.pair);
  const emptied =
    placed.isRedacted && placed.isComplete ? runGate(hollow as Gate, pair, passage, engine, pair) : [];
  const rejections: PairRejection[] = [
    ...rejectionsOf(placed.findings),
    ...(placed.isComplete ? [] : [notPlaced]),
    ...emptied.flatMap((outcome) => outcome.rejections),
  ];
  return {
    ...verdict,
    pair,
    decision: rejections.length > 0 ? 'rejected' : placed.isRedacted ? 'redacted' : verdict.decision,
    findings: [...verdict.findings, ...placed.findings, ...emptied.flatMap((outcome) => outcome.findings)],
    rejections: [...verdict.rejections, ...rejections],
  };
};

const notPlaced: PairRejection = {
  reason: 'detector-failed',
  detail: 'the guardrail found something that stands nowhere in the pair, so it could not be hidden',
};

const rejectionsOf = (findings: readonly Finding[]): PairRejection[] =>
  [
    ...new Set(
      findings.filter(({ action }) => action === 'reject').map(({ pack, ruleId }) => `${pack} ${ruleId}`),
    ),
  ].map((rule) => ({ reason: 'policy', detail: `${rule}: blocked by the guardrail` }));
