import { readJson } from '#shared/dataset/json-object.ts';
import { readPassages } from '#shared/dataset/read-document.ts';
import { datasetKeys, sourceKeys } from '#shared/domain/dataset-keys.ts';
import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import {
  type SuggestionResult,
  type SystemPrompt,
  suggestionSchema,
  titlePrompt,
} from '#shared/domain/system-prompt.ts';
import { noUsage } from '#shared/domain/usage.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { FinishedDocument } from './finished-document.ts';

interface Facts {
  readonly dataset: string;
  readonly settings: DatasetSettings;
  readonly documents: readonly FinishedDocument[];
  readonly suggestion: SuggestionResult;
}

/**
 * The one system turn of all rows of a version: what dataset.yaml says, else what a person has accepted or a model has
 * suggested, else one that is made from the title.
 */
export const resolveSystemPrompt = async (store: ObjectStore, facts: Facts): Promise<SystemPrompt> => {
  const { dataset, settings, documents, suggestion } = facts;
  const note = suggestion.status === 'failed' ? suggestion.detail : null;
  if (settings.systemPrompt !== undefined)
    return { text: settings.systemPrompt, origin: 'settings', modelId: null, usage: noUsage, note };
  const stored = await readJson(store, datasetKeys(dataset).systemPrompt, suggestionSchema);
  const isUsable = stored?.isAccepted || (stored && settings.generator.provider !== 'extractive');
  if (stored && isUsable)
    return {
      text: stored.text,
      origin: stored.isAccepted ? 'accepted' : 'suggested',
      modelId: stored.by?.modelId ?? null,
      usage: stored.usage,
      note,
    };
  const subject = settings.title ?? (await titleOfOnly(store, documents)) ?? dataset;
  return { text: titlePrompt(subject), origin: 'title', modelId: null, usage: noUsage, note };
};

/** The title of a document that stands alone in its dataset, but for saved prompts, if policy leaves it as it is. */
const titleOfOnly = async (
  store: ObjectStore,
  documents: readonly FinishedDocument[],
): Promise<string | null> => {
  const [first, ...others] = documents.filter(
    ({ document }) => !sourceKeys.isSavedPrompts(document.sourceKey),
  );
  if (first === undefined || others.length > 0 || first.document.status === 'rejected') return null;
  const { dataset, documentId, conversion } = first.document;
  const [passage] = await readPassages(store, dataset, documentId);
  return passage?.title === conversion.title ? conversion.title : null;
};
