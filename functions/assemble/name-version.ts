import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import type { Document } from '#shared/domain/document.ts';
import { contentId } from '#shared/domain/hash.ts';
import type { SystemPrompt } from '#shared/domain/system-prompt.ts';
import type { CollectedDocument } from './collect-documents.ts';
import type { FailedDocument } from './read-failures.ts';

/** Raise it with every change to which rows a version takes of the same shards, or to what is written of them. */
const assemblyMethod = 'assembly-2';

interface VersionInput {
  readonly settings: DatasetSettings;
  /** How documents were chosen for the rows; left out where they have none. */
  readonly method: string | undefined;
  readonly systemPrompt: SystemPrompt;
  readonly documents: readonly Pick<CollectedDocument, 'contentId'>[];
  readonly unfinished: readonly Document[];
  readonly failures: readonly FailedDocument[];
}

/**
 * Names a version by a hash of all that is written into it: another file means another name. Left out is what the dataset
 * has paid in its life, which goes on when nothing else changes.
 */
export const nameVersion = ({ documents, ...others }: VersionInput): string => {
  const parts = documents.map((document) => document.contentId);
  return `v-${contentId({ ...others, parts, assemblyMethod }).slice(0, 12)}`;
};
