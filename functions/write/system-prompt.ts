import type { ConvertedDocument } from '#shared/domain/document.ts';
import { titlePrompt } from '#shared/domain/system-prompt.ts';

/**
 * The system turn of the rows of a shard: the dataset's own, or one made from the title of dataset or document. Assembly
 * gives all rows of a version the same.
 */
export const systemPromptFor = ({ settings, conversion, dataset }: ConvertedDocument): string => {
  if (settings.systemPrompt) return settings.systemPrompt;
  return titlePrompt(settings.title ?? conversion.title ?? dataset);
};
