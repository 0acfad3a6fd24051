import { failedPairsIn } from '#shared/dataset/failed-pairs.ts';
import { withinBudget } from '#shared/dataset/within-budget.ts';
import {
  type DocumentContext,
  type GenerationRequest,
  requestId,
  requestsFor,
  retryFor,
} from '#shared/domain/generation-request.ts';
import { noGuardrailUsage } from '#shared/domain/guardrail.ts';
import type { AnswerFinder } from '#shared/domain/may-answer.ts';
import type { Generation } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { addUsage, noUsage } from '#shared/domain/usage.ts';
import type { Enforcement, Verdict } from '#shared/domain/verdict.ts';
import type { PolicyEngine } from '#shared/ports/policy-engine.ts';
import { type JudgedPairs, reject } from './ask-judge.ts';
import { checkBlind } from './blind-check.ts';
import { enforcePair } from './enforce-pair.ts';
import { enforceSaved } from './enforce-saved.ts';
import type { Judge } from './judge.ts';
import { judgePairs } from './judge-pairs.ts';
import type { Stamp } from './kept-enforcement.ts';
import { likelyJudgement } from './likely-judgement.ts';
import { consultedFor, passagesToConsult, rejectAnswerable } from './reject-answerable.ts';

/** Who decides: the packs, and a model where one is configured. */
export interface Enforcer {
  readonly engine: PolicyEngine;
  readonly judge: Judge | undefined;
  /** True where the judge shall first see the questions alone. */
  readonly isBlindCheckAsked: boolean;
  /** Looks through the passages of the document. */
  readonly answers: AnswerFinder<Passage>;
}

/** What was asked about a passage and has no verdicts yet. */
export const dueRequests = (
  earlier: Enforcement | undefined,
  passage: Passage,
  attempt: number,
  context: DocumentContext,
): GenerationRequest[] => {
  const answered = earlier?.generations.map((generation) => generation.requestId) ?? [];
  if (attempt === 0)
    return requestsFor(passage, context).filter((request) => !answered.includes(requestId(request)));
  if (earlier === undefined || earlier.attempt !== attempt - 1) return [];
  const retry = retryFor(passage, failedPairsIn(earlier), attempt, context);
  return retry === undefined ? [] : [retry];
};

/** A passage on which nobody has said anything. */
export const nothingEnforced = (stamp: Stamp, { engine, judge }: Enforcer): Enforcement => ({
  ...stamp,
  packs: [...engine.packs],
  detection: engine.detection,
  rulesNotRun: judge ? [] : engine.judgeRules.map(({ pack, ruleId }) => `${pack} ${ruleId}`),
  attempt: 0,
  generations: [],
  judgeUsage: noUsage,
  guardrailUsage: noGuardrailUsage,
  seenByGuardrail: 0,
  shortfalls: [],
  verdicts: [],
  consulted: [],
});

/**
 * Adds the verdicts on one more generation: gates and rules first, then the judge on what they let through. Where the budget
 * did not reach for the generation or for its judge, it only adds what was missing.
 */
export const enforceGeneration = async (
  enforcement: Enforcement,
  { pairs, unasked, shortfall: unpaid, ...generation }: Generation,
  request: GenerationRequest,
  enforcer: Enforcer,
): Promise<Enforcement> => {
  const { engine, judge, isBlindCheckAsked, answers } = enforcer;
  const { passage, neighbours } = request;
  if (unpaid !== null) {
    const missing = [{ role: 'generator' as const, likely: unpaid }];
    const unjudged = judge
      ? [{ role: 'judge' as const, likely: likelyJudgement(passage, engine, judge, isBlindCheckAsked) }]
      : [];
    return { ...enforcement, shortfalls: [...enforcement.shortfalls, ...missing, ...unjudged] };
  }
  const enforced: Verdict[] = [];
  const shown = new Set([passage, ...neighbours].map(({ id }) => id));
  for (const pair of pairs) {
    const verdict = passage.saved
      ? enforceSaved(pair, passage.saved, passage, engine)
      : await enforcePair(pair, passage, engine, neighbours);
    enforced.push(judge ? verdict : rejectAnswerable(verdict, answers, shown));
  }
  for (const pair of unasked) {
    const verdict = await enforcePair(pair, passage, engine, neighbours);
    const detail = 'The model was asked to mend other pairs than this one.';
    enforced.push(reject(verdict, [{ reason: 'not-asked-for', detail }]));
  }
  const { result: judged, shortfall } = await withinBudget(async () =>
    judge
      ? judgeShown(enforced, [passage, ...neighbours], { ...enforcer, judge })
      : { verdicts: enforced, usage: noUsage },
  );
  if (shortfall !== null)
    return {
      ...enforcement,
      shortfalls: [...enforcement.shortfalls, { role: 'judge', likely: shortfall }],
    };
  const position = enforcement.generations.length;
  const verdicts = [
    ...enforcement.verdicts,
    ...judged.verdicts.map((verdict) => ({
      ...verdict,
      generation: position,
      // Nobody asks a person again.
      ...(passage.saved && { complaint: null }),
    })),
  ];
  return {
    ...enforcement,
    guardrailId: null,
    attempt: request.kind === 'retry' ? request.attempt : enforcement.attempt,
    generations: [...enforcement.generations, { ...generation, requestId: requestId(request) }],
    judgeUsage: addUsage([enforcement.judgeUsage, judged.usage]),
    verdicts,
    consulted: consultedFor(verdicts, answers, passage),
  };
};

/**
 * The judge sees what the generator was shown, after it has seen the questions alone where that is asked for; and where a
 * question is meant to have no answer, the other passages of the document that may hold one.
 */
const judgeShown = async (
  verdicts: readonly Verdict[],
  shown: readonly Passage[],
  { engine, judge, isBlindCheckAsked, answers }: Enforcer & { readonly judge: Judge },
): Promise<JudgedPairs> => {
  const blind = isBlindCheckAsked ? await checkBlind(verdicts, engine, judge) : { verdicts, usage: noUsage };
  const source = {
    headingPath: [...new Set(shown.flatMap(({ headingPath }) => headingPath))],
    text: shown.map(({ text }) => text).join('\n\n'),
    others: passagesToConsult(blind.verdicts, answers, new Set(shown.map(({ id }) => id))),
  };
  const judged = await judgePairs(blind.verdicts, source, engine, judge);
  return { verdicts: judged.verdicts, usage: addUsage([blind.usage, judged.usage]) };
};
