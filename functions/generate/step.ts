import * as z from 'zod';
import { callTime } from '#shared/dataset/call-time.ts';
import { failedPairsOf } from '#shared/dataset/failed-pairs.ts';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { type WorkAlone, withoutLease } from '#shared/dataset/lease.ts';
import { paidFrom } from '#shared/dataset/paid-model.ts';
import { openPurse } from '#shared/dataset/purse.ts';
import { readConverted, readSlice } from '#shared/dataset/read-document.ts';
import { withinBudget } from '#shared/dataset/within-budget.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { asksReasoning } from '#shared/domain/dataset-settings.ts';
import {
  type DocumentContext,
  type GenerationRequest,
  requestId,
  requestsFor,
  retryFor,
} from '#shared/domain/generation-request.ts';
import { canonicalJson, contentId } from '#shared/domain/hash.ts';
import { generationSchema } from '#shared/domain/pair.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { isSavedPrompts } from '#shared/domain/saved-prompt.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { sliceReferenceSchema } from '#shared/domain/workflow-state.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { GeneratorFor, PairGenerator } from '#shared/ports/pair-generator.ts';
import { defineStep } from '#shared/step.ts';
import { batchFirst } from './batch-first.ts';
import { queueRequests } from './queue-requests.ts';
import { savedPrompts, savedPromptsId } from './saved-prompts.ts';

export interface GenerateDependencies {
  readonly dataset: ObjectStore;
  readonly generatorFor: GeneratorFor;
  /** Whether there is somebody who asks the queue in batches; else all is asked live. */
  readonly hasBatches?: boolean;
  /** Left out, no other execution can be at the same passages. */
  readonly workAlone?: WorkAlone;
  /** How long one call may begin with another passage; what is left is done when the workflow calls again. */
  readonly secondsPerCall?: number;
  readonly now: () => Date;
}

/**
 * Proposes pairs for each passage of a slice, unless the cache holds them already. Each generation is stored as soon as
 * it is paid for, so a retry or a run after a kill goes on where this one stopped. Asked to queue, it proposes nothing and
 * lays what it would ask into the queue for batch inference.
 */
export const generateStep = defineStep({
  name: 'generate',
  input: sliceReferenceSchema,
  output: z.strictObject({
    generatorId: z.string(),
    generated: z.number(),
    cached: z.number(),
    queued: z.number(),
  }),
  run: async (
    { dataset, documentId, slice, attempt, execution, isForQueue = false },
    {
      hasBatches = false,
      workAlone = withoutLease,
      secondsPerCall = Number.POSITIVE_INFINITY,
      ...dependencies
    }: GenerateDependencies,
  ) => {
    const store = dependencies.dataset;
    const keys = documentKeys(dataset, documentId);
    const document = await readConverted(store, dataset, documentId);
    const { budgetUsd, generator: settings } = document.settings;
    const isSaved = isSavedPrompts(document);
    const { passages, slice: passagesOfSlice } = await readSlice(store, document, slice);
    const context = { passages, settings: document.settings, title: passages[0]?.title ?? null };
    const asker = { store, dataset, documentId };
    const generatorWith = async (change: (model: LanguageModel) => LanguageModel) => {
      const generator = isSaved ? savedPrompts : await dependencies.generatorFor(settings, change);
      return { generator, id: isSaved ? savedPromptsId : generatorId(generator, context) };
    };

    if (isForQueue) {
      const requests = hasBatches ? passagesOfSlice.flatMap((passage) => requestsFor(passage, context)) : [];
      return { generated: 0, cached: 0, ...(await queueRequests(asker, requests, generatorWith)) };
    }

    const purse = openPurse({ store, dataset, budgetUsd, role: 'generator', work: { documentId, slice } });
    const { generator, id } = await generatorWith((model) => {
      const live = paidFrom(purse)(model);
      // Also where batches are not wanted any more: what one has brought is paid. What the judge wants mended no batch has.
      return hasBatches && attempt === 0 ? batchFirst(asker)(live) : live;
    });
    const requestsOf = async (passage: Passage): Promise<GenerationRequest[]> =>
      attempt === 0
        ? requestsFor(passage, context)
        : askAgain(store, keys.enforcement(passage), passage, attempt, context);

    /** False where the cache holds the answer already. */
    const generate = async (passage: Passage, request: GenerationRequest): Promise<boolean> => {
      const key = keys.generation(passage, id, requestId(request));
      const earlier = await readJson(store, key, generationSchema);
      if (earlier && earlier.shortfall === null) return false;
      const { result, shortfall } = await withinBudget(() => generator.generate(request));
      if (earlier && canonicalJson(earlier.shortfall) === canonicalJson(shortfall)) return true;
      await writeJson(store, key, {
        generator: generator.name,
        modelId: generator.modelId,
        promptVersion: generator.promptVersion,
        createdAt: dependencies.now().toISOString(),
        ...(result ?? nothing),
        shortfall,
      });
      return true;
    };

    const time = callTime(secondsPerCall);
    let [generated, cached] = [0, 0];
    await workAlone(store, { key: keys.lease('generate', slice), execution }, async () => {
      try {
        for (const [index, passage] of passagesOfSlice.entries()) {
          time.check({ done: generated, left: passagesOfSlice.length - index });
          for (const request of await requestsOf(passage))
            if (await generate(passage, request)) generated += 1;
            else cached += 1;
        }
      } finally {
        await purse.close();
      }
    });
    return { generatorId: id, generated, cached, queued: 0 };
  },
});

const nothing = { facts: [], pairs: [], failure: null, usage: noUsage };

const askAgain = async (
  store: ObjectStore,
  enforcementKey: string,
  passage: Passage,
  attempt: number,
  context: DocumentContext,
): Promise<GenerationRequest[]> => {
  const retry = retryFor(passage, await failedPairsOf(store, enforcementKey, attempt), attempt, context);
  return retry === undefined ? [] : [retry];
};

/**
 * Everything but the request that decides what a generator answers: with the passage's hash and the request it names the
 * cached generation, so a changed setting generates anew and an unchanged one never pays twice. How many pairs the whole
 * dataset shall have is no part of it: that is decided over what was generated.
 */
const generatorId = (generator: PairGenerator, { settings, title }: DocumentContext): string => {
  const { instructions = null, pairs, questionTypes, audiences } = settings;
  const { strategy } = settings.generator;
  const { total: _, ...rate } = pairs;
  return contentId({
    generator: generator.name,
    modelId: generator.modelId,
    strategy,
    promptVersion: generator.promptVersion,
    instructions,
    rate,
    questionTypes,
    audiences,
    title,
    reasoning: asksReasoning(settings) || undefined,
  });
};
