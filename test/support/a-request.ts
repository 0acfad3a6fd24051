import { type DatasetSettings, datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import { type PassageRequest, requestsFor } from '#shared/domain/generation-request.ts';
import type { Passage } from '#shared/domain/passage.ts';
import { generatorTemplates } from '../../local/generator-for.ts';

/** The prompts that are shipped, as the generator reads them. */
export const templates = generatorTemplates();

/** Settings without the questions of which a hash decides whether a passage gets them. */
export const plainSettings = (given: object = {}): DatasetSettings =>
  datasetSettingsSchema.parse({
    ...given,
    questionTypes: { 'multi-passage': 0, 'multi-turn': 0, unanswerable: 0, 'false-premise': 0 },
  });

/** What a passage is asked by itself. */
export const aRequest = (
  passage: Passage,
  settings: DatasetSettings = plainSettings(),
  title: string | null = null,
): PassageRequest => {
  const [request] = requestsFor(passage, { passages: [passage], settings, title });
  return request as PassageRequest;
};
