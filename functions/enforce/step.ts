import * as z from 'zod';
import { readJson, requireJson, writeJson } from '#shared/dataset/json-object.ts';
import { paidFrom } from '#shared/dataset/paid-model.ts';
import { openPurse } from '#shared/dataset/purse.ts';
import { readConverted, readPassages } from '#shared/dataset/read-document.ts';
import { withinBudget } from '#shared/dataset/within-budget.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { noGuardrailUsage } from '#shared/domain/guardrail.ts';
import { canonicalJson } from '#shared/domain/hash.ts';
import { generationSchema } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { noUsage } from '#shared/domain/usage.ts';
import {
  type Enforcement,
  enforcementSchema,
  enforcementStampSchema,
  type Verdict,
} from '#shared/domain/verdict.ts';
import { generatedBatchSchema } from '#shared/domain/workflow-state.ts';
import type { Guardrail } from '#shared/ports/guardrail.ts';
import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { LoadPolicyEngine } from '#shared/ports/policy-engine.ts';
import { defineStep } from '#shared/step.ts';
import { enforcePair } from './enforce-pair.ts';
import { guardPairs } from './guard-pairs.ts';
import { judgeId, judgePairs } from './judge-pairs.ts';

export interface EnforceDependencies {
  readonly dataset: ObjectStore;
  readonly loadPolicyEngine: LoadPolicyEngine;
  readonly languageModelFor: LanguageModelFor;
  /** Left out, no guardrail judges, and the manifest says so. */
  readonly guardrail?: Guardrail | undefined;
}

/**
 * Gives a verdict on every generated pair of a batch. Each passage's verdicts are stored as soon as its judge is paid, and
 * again when its guardrail is, so a retry goes on where this one stopped.
 */
export const enforceStep = defineStep({
  name: 'enforce',
  input: generatedBatchSchema,
  output: z.strictObject({ judged: z.number(), cached: z.number() }),
  run: async (
    { dataset, documentId, batch, generation: { generatorId } },
    dependencies: EnforceDependencies,
  ) => {
    const { dataset: store, guardrail } = dependencies;
    const keys = documentKeys(dataset, documentId);
    const { settings } = await readConverted(store, dataset, documentId);
    const engine = await dependencies.loadPolicyEngine(settings.policies);
    const purse = openPurse({
      store,
      dataset,
      budgetUsd: settings.budgetUsd,
      role: 'judge',
      work: { documentId, batch },
    });
    const judge =
      settings.judge && paidFrom(purse)(await dependencies.languageModelFor('judge', settings.judge));
    const withoutGuardrail = {
      generatorId,
      policyId: engine.policyId,
      judgeId: judge ? judgeId(judge) : null,
      guardrailId: null,
      isWithinBudget: true,
    };
    const stamp = { ...withoutGuardrail, guardrailId: guardrail?.id ?? null };

    const enforce = async (passage: Passage): Promise<Enforcement> => {
      const { pairs, ...generation } = await requireJson(
        store,
        keys.generation(passage, generatorId),
        generationSchema,
      );
      const enforced: Verdict[] = [];
      for (const pair of pairs) enforced.push(await enforcePair(pair, passage, engine));
      const { result: judged, shortfall } = await withinBudget(async () =>
        judge ? judgePairs(enforced, passage, engine, judge) : { verdicts: enforced, usage: noUsage },
      );
      return {
        ...withoutGuardrail,
        isWithinBudget: generation.shortfall === null && shortfall === null,
        packs: [...engine.packs],
        rulesNotRun: judge ? [] : engine.judgeRules.map(({ pack, ruleId }) => `${pack} ${ruleId}`),
        generation,
        judgeUsage: judged?.usage ?? noUsage,
        judgeShortfall: shortfall,
        guardrailUsage: noGuardrailUsage,
        verdicts: [...(judged?.verdicts ?? [])],
      };
    };

    const passages = await readPassages(store, dataset, documentId, batch);
    let cached = 0;
    try {
      for (const passage of passages) {
        const key = keys.enforcement(passage);
        const earlier = canonicalJson((await readJson(store, key, enforcementStampSchema)) ?? null);
        if (earlier === canonicalJson(stamp)) {
          cached += 1;
          continue;
        }
        let enforcement =
          earlier === canonicalJson(withoutGuardrail)
            ? await requireJson(store, key, enforcementSchema)
            : await enforce(passage);
        if (guardrail) {
          // A guardrail that throttles must not make the judge be paid again.
          if (enforcement.judgeUsage.calls > 0) await writeJson(store, key, enforcement);
          const { verdicts, usage } = await guardPairs(enforcement.verdicts, passage, engine, guardrail);
          enforcement = {
            ...enforcement,
            guardrailId: guardrail.id,
            guardrailUsage: usage,
            verdicts: [...verdicts],
          };
        }
        await writeJson(store, key, enforcement);
      }
    } finally {
      await purse.close();
    }
    return { judged: passages.length - cached, cached };
  },
});
