import { contentId } from '#shared/domain/hash.ts';
import { savedGenerator } from '#shared/domain/saved-prompt.ts';
import { noUsage } from '#shared/domain/usage.ts';
import type { PairGenerator } from '#shared/ports/pair-generator.ts';

/** Gives what a person has written, and makes up nothing. */
export const savedPrompts: PairGenerator = {
  name: savedGenerator,
  modelId: null,
  promptVersion: 'saved-1',
  generate: async ({ passage: { saved } }) => ({
    facts: [],
    pairs: saved?.pair ? [saved.pair] : [],
    failure: null,
    usage: noUsage,
  }),
};

/** No setting of the dataset changes what a person has written. */
export const savedPromptsId = contentId([savedPrompts.name, savedPrompts.promptVersion]);
