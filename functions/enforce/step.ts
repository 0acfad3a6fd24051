import * as z from 'zod';
import { callTime } from '#shared/dataset/call-time.ts';
import { failedPairsIn } from '#shared/dataset/failed-pairs.ts';
import { requireJson } from '#shared/dataset/json-object.ts';
import { type WorkAlone, withoutLease } from '#shared/dataset/lease.ts';
import { paidFrom } from '#shared/dataset/paid-model.ts';
import { openPurse } from '#shared/dataset/purse.ts';
import { readConverted, readSlice } from '#shared/dataset/read-document.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { requestId, requestsFor } from '#shared/domain/generation-request.ts';
import { answerFinder } from '#shared/domain/may-answer.ts';
import { generationSchema } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { generatedSliceSchema } from '#shared/domain/workflow-state.ts';
import type { Guardrail } from '#shared/ports/guardrail.ts';
import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { LoadPolicyEngine } from '#shared/ports/policy-engine.ts';
import { defineStep } from '#shared/step.ts';
import { dueRequests, type Enforcer, enforceGeneration, nothingEnforced } from './enforce-passage.ts';
import { guardPassage } from './guard-passage.ts';
import { type JudgePrompts, judgeId } from './judge.ts';
import { keep, readKept, type Stamp } from './kept-enforcement.ts';

export interface EnforceDependencies {
  readonly dataset: ObjectStore;
  readonly loadPolicyEngine: LoadPolicyEngine;
  readonly languageModelFor: LanguageModelFor;
  readonly judgePrompts: JudgePrompts;
  /** Left out, no guardrail judges, and the manifest says so. */
  readonly guardrail?: Guardrail | undefined;
  /** Left out, no other execution can be at the same passages. */
  readonly workAlone?: WorkAlone;
  /** How long one call may begin with another passage; what is left is done when the workflow calls again. */
  readonly secondsPerCall?: number;
}

/**
 * Gives a verdict on every generated pair of a slice. Each passage's verdicts are stored as soon as its judge is paid, and
 * again when its guardrail is, so a retry goes on where this one stopped. Pairs that the budget has no judge for wait for a
 * later run. Says for how many passages the judge wants pairs to be asked for again.
 */
export const enforceStep = defineStep({
  name: 'enforce',
  input: generatedSliceSchema,
  output: z.strictObject({
    judged: z.number(),
    cached: z.number(),
    toRetry: z.number(),
    nextAttempt: z.number(),
  }),
  run: async (
    { dataset, documentId, slice, attempt, execution, generation: { generatorId } },
    {
      workAlone = withoutLease,
      secondsPerCall = Number.POSITIVE_INFINITY,
      ...dependencies
    }: EnforceDependencies,
  ) => {
    const { dataset: store, guardrail, judgePrompts: prompts } = dependencies;
    const keys = documentKeys(dataset, documentId);
    const document = await readConverted(store, dataset, documentId);
    const { settings } = document;
    const engine = await dependencies.loadPolicyEngine(settings.policies);
    const purse = openPurse({
      store,
      dataset,
      budgetUsd: settings.budgetUsd,
      role: 'judge',
      work: { documentId, slice },
    });
    const judge = settings.judge && {
      model: paidFrom(purse)(await dependencies.languageModelFor('judge', settings.judge)),
      prompts,
    };
    const { passages, slice: passagesOfSlice } = await readSlice(store, document, slice);
    const enforcer: Enforcer = {
      engine,
      judge,
      isBlindCheckAsked: settings.judge?.blindCheck ?? false,
      answers: answerFinder(passages),
    };
    const context = { passages, settings, title: passages[0]?.title ?? null };

    const stampOf = (passage: Passage): Stamp => ({
      generatorId,
      policyId: engine.policyId,
      judgeId: judge && settings.judge ? judgeId(judge, settings.judge) : null,
      guardrailId: null,
      requests: requestsFor(passage, context).map(requestId),
    });

    /** The verdicts on a passage, and whether any of them is new. */
    const enforce = async (passage: Passage) => {
      const key = keys.enforcement(passage);
      const stamp = stampOf(passage);
      const kept = await readKept(store, key, stamp, passage, guardrail, enforcer.answers);
      const due = dueRequests(kept, passage, attempt, context);
      const before = kept ?? nothingEnforced(stamp, enforcer);
      // What the budget did not reach for is tried anew, and is missing again only if it still is.
      let enforcement = attempt === 0 || due.length > 0 ? { ...before, shortfalls: [] } : before;
      for (const request of due) {
        const answer = keys.generation(passage, generatorId, requestId(request));
        const generation = await requireJson(store, answer, generationSchema);
        enforcement = await enforceGeneration(enforcement, generation, request, enforcer);
      }
      const awaited = guardrail && enforcement.guardrailId !== guardrail.id ? guardrail : undefined;
      // A guardrail that throttles must not make the judge be paid again.
      const isFirst = kept === undefined && attempt === 0;
      const isChanged = isFirst || due.length > 0 || enforcement.shortfalls.length < before.shortfalls.length;
      if (isChanged && (!awaited || enforcement.judgeUsage.calls > 0)) await keep(store, key, enforcement);
      if (awaited) {
        enforcement = await guardPassage(enforcement, passage, engine, awaited);
        await keep(store, key, enforcement);
      }
      return { enforcement, isNew: due.length > 0 || awaited !== undefined };
    };

    const time = callTime(secondsPerCall);
    let [judged, toRetry] = [0, 0];
    await workAlone(store, { key: keys.lease('enforce', slice), execution }, async () => {
      try {
        for (const [index, passage] of passagesOfSlice.entries()) {
          time.check({ done: judged, left: passagesOfSlice.length - index });
          const { enforcement, isNew } = await enforce(passage);
          if (isNew) judged += 1;
          const mayRetry = attempt < (settings.judge?.retries ?? 0) && enforcement.shortfalls.length === 0;
          if (mayRetry && failedPairsIn(enforcement).length > 0) toRetry += 1;
        }
      } finally {
        await purse.close();
      }
    });
    return { judged, cached: passagesOfSlice.length - judged, toRetry, nextAttempt: attempt + 1 };
  },
});
