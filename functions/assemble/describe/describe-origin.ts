import type { SystemPrompt } from '#shared/domain/system-prompt.ts';

const origins = {
  settings: 'stated in dataset.yaml',
  accepted: 'accepted by a person',
  suggested: 'suggested by a model',
  title: 'made from the title',
} as const;

/** Where a version has its system prompt from, as a part of a sentence. */
export const describeOrigin = ({ origin, modelId }: SystemPrompt): string =>
  modelId === null ? origins[origin] : `${origins[origin]} (${modelId})`;
