import * as z from 'zod';
import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { paidFrom } from '#shared/dataset/paid-model.ts';
import { openPurse } from '#shared/dataset/purse.ts';
import { readConverted, readPassages } from '#shared/dataset/read-document.ts';
import { withinBudget } from '#shared/dataset/within-budget.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import type { ConvertedDocument } from '#shared/domain/document.ts';
import { contentId } from '#shared/domain/hash.ts';
import { generationSchema } from '#shared/domain/pair.ts';
import { noUsage } from '#shared/domain/usage.ts';
import { batchReferenceSchema } from '#shared/domain/workflow-state.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { GeneratorFor, PairGenerator } from '#shared/ports/pair-generator.ts';
import { defineStep } from '#shared/step.ts';

export interface GenerateDependencies {
  readonly dataset: ObjectStore;
  readonly generatorFor: GeneratorFor;
  readonly now: () => Date;
}

/**
 * Proposes pairs for each passage of a batch, unless the cache holds them already. Each generation is stored as soon as
 * it is paid for, so a retry or a run after a kill goes on where this one stopped.
 */
export const generateStep = defineStep({
  name: 'generate',
  input: batchReferenceSchema,
  output: z.strictObject({ generatorId: z.string(), generated: z.number(), cached: z.number() }),
  run: async ({ dataset, documentId, batch }, dependencies: GenerateDependencies) => {
    const store = dependencies.dataset;
    const keys = documentKeys(dataset, documentId);
    const document = await readConverted(store, dataset, documentId);
    const { budgetUsd, generator: settings } = document.settings;
    const purse = openPurse({ store, dataset, budgetUsd, role: 'generator', work: { documentId, batch } });
    const generator = await dependencies.generatorFor(settings, paidFrom(purse));
    const id = generatorId(generator, document);

    const passages = await readPassages(store, dataset, documentId, batch);
    let cached = 0;
    try {
      for (const passage of passages) {
        const key = keys.generation(passage, id);
        const earlier = await readJson(store, key, generationSchema);
        if (earlier && earlier.shortfall === null) {
          cached += 1;
          continue;
        }
        const { result, shortfall } = await withinBudget(() =>
          generator.generate({ passage, settings: document.settings, title: document.conversion.title }),
        );
        if (earlier && earlier.shortfall?.likelyUsd === shortfall?.likelyUsd) continue;
        await writeJson(store, key, {
          generator: generator.name,
          modelId: generator.modelId,
          promptVersion: generator.promptVersion,
          createdAt: dependencies.now().toISOString(),
          ...(result ?? nothing),
          shortfall,
        });
      }
    } finally {
      await purse.close();
    }
    return { generatorId: id, generated: passages.length - cached, cached };
  },
});

const nothing = { pairs: [], failure: null, usage: noUsage };

/**
 * Everything but the passage that decides what a generator answers: with the passage's hash it names the cached
 * generation, so a changed setting generates anew and an unchanged one never pays twice.
 */
const generatorId = (generator: PairGenerator, { settings, conversion }: ConvertedDocument): string =>
  contentId({
    generator: generator.name,
    modelId: generator.modelId,
    promptVersion: generator.promptVersion,
    instructions: settings.instructions ?? null,
    pairs: settings.pairs,
    title: conversion.title,
  });
