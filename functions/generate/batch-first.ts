import { readJson } from '#shared/dataset/json-object.ts';
import { batchReplySchema, recordIdOf } from '#shared/domain/batch.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { addUsage } from '#shared/domain/usage.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import type { Asker } from './queue-requests.ts';

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
