import * as z from 'zod';
import { readJson, requireJson, writeJson } from '#shared/dataset/json-object.ts';
import { readConverted, readPassages } from '#shared/dataset/read-document.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { generationSchema } from '#shared/domain/pair.ts';
import { type Enforcement, enforcementSchema } from '#shared/domain/verdict.ts';
import { generatedBatchSchema } from '#shared/domain/workflow-state.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { LoadPolicyEngine } from '#shared/ports/policy-engine.ts';
import { defineStep } from '#shared/step.ts';
import { enforcePair } from './enforce-pair.ts';

export interface EnforceDependencies {
  readonly dataset: ObjectStore;
  readonly loadPolicyEngine: LoadPolicyEngine;
}

/** Gives a verdict on every generated pair of a batch. */
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

    const passages = await readPassages(store, dataset, documentId, batch);
    let cached = 0;
    for (const passage of passages) {
      const key = keys.enforcement(passage);
      const earlier = await readJson(store, key, enforcementSchema);
      if (earlier?.generatorId === generatorId && earlier.policyId === engine.policyId) {
        cached += 1;
        continue;
      }
      const { pairs, ...generation } = await requireJson(
        store,
        keys.generation(passage, generatorId),
        generationSchema,
      );
      const verdicts: Enforcement['verdicts'] = [];
      for (const pair of pairs) verdicts.push(await enforcePair(pair, passage, engine));
      const { policyId, packs } = engine;
      const enforcement: Enforcement = { generatorId, policyId, packs: [...packs], generation, verdicts };
      await writeJson(store, key, enforcement);
    }
    return { judged: passages.length - cached, cached };
  },
});
