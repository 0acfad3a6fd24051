import type { DatasetSettings } from '#shared/domain/dataset-settings.ts';
import type { Document } from '#shared/domain/document.ts';
import { contentId } from '#shared/domain/hash.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { SystemPrompt } from '#shared/domain/system-prompt.ts';
import type { FinishedDocument } from './collect-documents.ts';
import type { FailedDocument } from './read-failures.ts';

interface VersionInput {
  readonly settings: DatasetSettings;
  readonly systemPrompt: SystemPrompt;
  /** With their passages, whose findings stand in the audit trail. */
  readonly documents: readonly (FinishedDocument & { readonly passages: readonly Passage[] })[];
  readonly unfinished: readonly Document[];
  readonly failures: readonly FailedDocument[];
}

/**
 * Names a version by a hash of all that is written into it: another file means another name. The rows are in it by the
 * hashes of their shards. Left out is what the dataset has paid in its life, which goes on when nothing else changes.
 */
export const nameVersion = ({ documents, ...others }: VersionInput): string => {
  const parts = documents.map(({ document, outcome, rejections, passages }) =>
    contentId({ document, outcome, rejections, passages }),
  );
  return `v-${contentId({ ...others, parts }).slice(0, 12)}`;
};
