import { readJson, writeJson } from '#shared/dataset/json-object.ts';
import { sizeOf } from '#shared/dataset/paid-model.ts';
import { batchReplySchema, recordIdOf } from '#shared/domain/batch.ts';
import { mostUsd } from '#shared/domain/call-cost.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import type { GenerationRequest } from '#shared/domain/generation-request.ts';
import { batchPrice } from '#shared/domain/model-price.ts';
import { addUsage } from '#shared/domain/usage.ts';
import { AwaitsBatchError } from '#shared/errors.ts';
import type { LanguageModel, StructuredRequest } from '#shared/ports/language-model.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';
import { readAhead } from '#shared/read-ahead.ts';

interface Asker {
  readonly store: ObjectStore;
  readonly dataset: string;
  readonly documentId: string;
}

export interface RequestQueue {
  /** A model that answers nothing: each request is laid into the queue, once, and ends in `AwaitsBatchError`. */
  model(model: LanguageModel): LanguageModel;
  /** Takes out what waits for this document and was not asked for again: an edit or another setting made it needless. */
  dropOthers(): Promise<void>;
}

/** The requests of one document that wait for the next batch. */
export const requestQueue = ({ store, dataset, documentId }: Asker): RequestQueue => {
  const keys = documentKeys(dataset, documentId);
  const wanted = new Set<string>();

  const enqueue = async <Value>(
    { batch, modelId, price }: LanguageModel,
    request: StructuredRequest<Value>,
  ): Promise<boolean> => {
    if (batch === undefined) return false;
    const input = batch.write(request);
    const recordId = recordIdOf(documentId, modelId, input);
    if (await store.stat(keys.reply(recordId))) return false;
    wanted.add(keys.queued(recordId));
    // One that was asked before knows how often it failed.
    if (await store.stat(keys.queued(recordId))) return true;
    const size = { ...sizeOf(request), attempts: 1 };
    await writeJson(store, keys.queued(recordId), {
      recordId,
      documentId,
      modelId,
      price,
      mostUsd: price === null ? null : mostUsd(size, batchPrice(price)),
      input,
      failedJobs: [],
    });
    return true;
  };

  return {
    model: (model) => ({
      ...model,
      answer: async (request) => {
        const isQueued = await enqueue(model, request);
        throw new AwaitsBatchError(
          `A request to ${model.modelId} ${isQueued ? 'waits' : 'does not wait'} for a batch.`,
          isQueued,
        );
      },
    }),
    dropOthers: async () => {
      for await (const { key } of store.list(keys.queue)) if (!wanted.has(key)) await store.delete(key);
    },
  };
};

/** Queues what is missing of all requests of a document, and nothing else; says how many of them wait now. */
export const queueRequests = async (
  queue: RequestQueue,
  generator: PairGenerator,
  requests: readonly GenerationRequest[],
  isMissing: (request: GenerationRequest) => Promise<boolean>,
): Promise<number> => {
  const enqueue = async (request: GenerationRequest): Promise<boolean> =>
    (await isMissing(request)) && (await awaitsBatch(() => generator.generate(request)));
  let waiting = 0;
  for await (const isWaiting of readAhead(requests, enqueue)) if (isWaiting) waiting += 1;
  await queue.dropOthers();
  return waiting;
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

/**
 * A model whose answers are what a batch has brought. It is asked live where a batch has brought nothing, or nothing that
 * can be used; that reply of the batch is paid all the same and counts.
 */
export const batchFirst =
  ({ store, dataset, documentId }: Asker) =>
  (live: LanguageModel): LanguageModel => {
    const { batch, modelId } = live;
    if (batch === undefined) return live;
    const keys = documentKeys(dataset, documentId);
    return {
      ...live,
      answer: async (request) => {
        const recordId = recordIdOf(documentId, modelId, batch.write(request));
        const brought = await readJson(store, keys.reply(recordId), batchReplySchema);
        if (brought === undefined) return live.answer(request);
        const reply = batch.read(request, brought.output);
        if (reply.status === 'answered') return reply;
        const again = await live.answer(request);
        return { ...again, usage: addUsage([reply.usage, again.usage]) };
      },
    };
  };
