import * as z from 'zod';
import { readJson, requireJson, writeJson } from '#shared/dataset/json-object.ts';
import { readConverted, readPassages } from '#shared/dataset/read-document.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { canonicalJson } from '#shared/domain/hash.ts';
import { generationSchema } from '#shared/domain/pair.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { type Enforcement, enforcementStampSchema, type Verdict } from '#shared/domain/verdict.ts';
import { generatedBatchSchema } from '#shared/domain/workflow-state.ts';
import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { LoadPolicyEngine } from '#shared/ports/policy-engine.ts';
import { defineStep } from '#shared/step.ts';
import { enforcePair } from './enforce-pair.ts';
import { judgeId, judgePairs } from './judge-pairs.ts';

export interface EnforceDependencies {
  readonly dataset: ObjectStore;
  readonly loadPolicyEngine: LoadPolicyEngine;
  readonly languageModelFor: LanguageModelFor;
}

/**
 * Gives a verdict on every generated pair of a batch. Each passage's verdicts are stored as soon as its judge is paid, so
 * a retry goes on where this one stopped.
 */
export const enforceStep = defineStep({
  name: 'enforce',
  input: generatedBatchSchema,
  output: z.strictObject({ judged: z.number(), cached: z.number() }),
  run: async (
    { dataset, documentId, batch, generation: { generatorId } },
    dependencies: EnforceDependencies,
  ) => {
    const store = dependencies.dataset;
    const keys = documentKeys(dataset, documentId);
    const { settings } = await readConverted(store, dataset, documentId);
    const engine = await dependencies.loadPolicyEngine(settings.policies);
    const judge = settings.judge && (await dependencies.languageModelFor('judge', settings.judge));
    const stamp = { generatorId, policyId: engine.policyId, judgeId: judge ? judgeId(judge) : null };

    const passages = await readPassages(store, dataset, documentId, batch);
    let cached = 0;
    for (const passage of passages) {
      const key = keys.enforcement(passage);
      const earlier = await readJson(store, key, enforcementStampSchema);
      if (earlier && canonicalJson(earlier) === canonicalJson(stamp)) {
        cached += 1;
        continue;
      }
      const { pairs, ...generation } = await requireJson(
        store,
        keys.generation(passage, generatorId),
        generationSchema,
      );
      const enforced: Verdict[] = [];
      for (const pair of pairs) enforced.push(await enforcePair(pair, passage, engine));
      const { verdicts, usage } = judge
        ? await judgePairs(enforced, passage, engine, judge)
        : { verdicts: enforced, usage: noUsage };
      const enforcement: Enforcement = {
        ...stamp,
        packs: [...engine.packs],
        rulesNotRun: judge ? [] : engine.judgeRules.map(({ pack, ruleId }) => `${pack} ${ruleId}`),
        generation,
        judgeUsage: usage,
        verdicts: [...verdicts],
      };
      await writeJson(store, key, enforcement);
    }
    return { judged: passages.length - cached, cached };
  },
});
