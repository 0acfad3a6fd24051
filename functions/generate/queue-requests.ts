import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { sizeOf } from '#shared/dataset/paid-model.ts';
import { recordIdOf } from '#shared/domain/batch.ts';
import { mostUsd } from '#shared/domain/call-cost.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { type GenerationRequest, requestId } from '#shared/domain/generation-request.ts';
import { batchPrice } from '#shared/domain/model-price.ts';
import { generationSchema } from '#shared/domain/pair.ts';
import { AwaitsBatchError } from '#shared/errors.ts';
import type { LanguageModel, StructuredRequest } from '#shared/ports/language-model.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';
import { readAhead } from '#shared/read-ahead.ts';

/** The document whose passages are asked about. */
export interface Asker {
  readonly store: ObjectStore;
  readonly dataset: string;
  readonly documentId: string;
}

/**
 * Lays what no model has answered yet into the queue for the next batch, and takes out what an edit or another setting has
 * made needless. Says how many requests wait now.
 */
export const queueRequests = async (
  asker: Asker,
  requests: readonly GenerationRequest[],
  /** The generator with its model changed, and how its generations are named. */
  generatorWith: (
    change: (model: LanguageModel) => LanguageModel,
  ) => Promise<{ readonly generator: PairGenerator; readonly id: string }>,
): Promise<{ generatorId: string; queued: number }> => {
  const { store } = asker;
  const keys = documentKeys(asker.dataset, asker.documentId);
  const wanted = new Set<string>();
  const { generator, id } = await generatorWith(queueingModel(asker, wanted));

  const enqueue = async (request: GenerationRequest): Promise<boolean> => {
    const key = keys.generation(request.passage, id, requestId(request));
    const earlier = await readJson(store, key, generationSchema);
    return earlier?.shortfall !== null && (await awaitsBatch(() => generator.generate(request)));
  };
  let queued = 0;
  for await (const isQueued of readAhead(requests, enqueue)) if (isQueued) queued += 1;
  for await (const { key } of store.list(keys.queue)) if (!wanted.has(key)) await store.delete(key);
  return { generatorId: id, queued };
};

/** A model that answers nothing: each request is laid into the queue, once, and ends in `AwaitsBatchError`. */
const queueingModel =
  (asker: Asker, wanted: Set<string>) =>
  (model: LanguageModel): LanguageModel => ({
    ...model,
    answer: async (request) => {
      const key = await queue(asker, model, request);
      if (key !== undefined) wanted.add(key);
      throw new AwaitsBatchError(`${model.modelId} is asked later`, key !== undefined);
    },
  });

/** Gives the key of a request that waits; undefined for one that does not have to. */
const queue = async <Value>(
  { store, dataset, documentId }: Asker,
  { batch, modelId, price }: LanguageModel,
  request: StructuredRequest<Value>,
): Promise<string | undefined> => {
  if (batch === undefined) return undefined;
  const keys = documentKeys(dataset, documentId);
  const input = batch.write(request);
  const recordId = recordIdOf(documentId, modelId, input);
  if (await store.stat(keys.reply(recordId))) return undefined;
  const key = keys.queued(recordId);
  // One that was asked before knows how often it failed.
  if (await store.stat(key)) return key;
  const size = { ...sizeOf(request), attempts: 1 };
  await writeJson(store, key, {
    recordId,
    documentId,
    modelId,
    price,
    mostUsd: price === null ? null : mostUsd(size, batchPrice(price)),
    input,
    failedJobs: [],
  });
  return key;
};

const awaitsBatch = async (ask: () => Promise<unknown>): Promise<boolean> => {
  try {
    await ask();
    return false;
  } catch (error) {
    if (error instanceof AwaitsBatchError) return error.isQueued;
    throw error;
  }
};
