import { sourceKeys } from '#shared/domain/dataset-keys.ts';
import type { Document } from '#shared/domain/document.ts';
import { SavedPromptsError, UnfinishedError } from '#shared/errors.ts';
import type { FinishedDocument } from './finished-document.ts';
import type { FailedDocument } from './read-failures.ts';

/**
 * Throws where the saved prompts of the dataset are not known as they are now: what a person has taken out would be back in a
 * version without them, and a model be trained on it. `UnfinishedError` while an execution may be at them; `SavedPromptsError`
 * where it failed, or could not read the file.
 */
export const requireSavedPrompts = (
  documents: readonly Pick<FinishedDocument, 'document'>[],
  unfinished: readonly Document[],
  failures: readonly FailedDocument[],
): void => {
  const failure = failures.find(({ sourceKey }) => sourceKeys.isSavedPrompts(sourceKey));
  if (failure)
    throw new SavedPromptsError(
      `${failure.sourceKey} failed with ${failure.error}: ${failure.cause} ${consequence}`,
    );
  const halfWay = unfinished.find(({ sourceKey }) => sourceKeys.isSavedPrompts(sourceKey));
  if (halfWay)
    throw new UnfinishedError(
      `${halfWay.sourceUri} was read and is not finished; run over the whole dataset. ${consequence}`,
    );
  for (const { document } of documents)
    if (isUnreadable(document)) throw new SavedPromptsError(`${document.rejection.detail} ${consequence}`);
};

const consequence =
  'A version without it would hold what it takes out, so none was made; the last one stays.';

/** One that is gone takes nothing out any more. */
const isUnreadable = (document: Document): document is Extract<Document, { status: 'rejected' }> =>
  document.status === 'rejected' &&
  document.rejection.reason !== 'missing' &&
  sourceKeys.isSavedPrompts(document.sourceKey);
