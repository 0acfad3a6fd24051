import type { ConvertedDocument } from '#shared/domain/document.ts';

/** The system turn of a document's rows: the dataset's own, or one made from the title of dataset or document. */
export const systemPromptFor = ({ settings, conversion, dataset }: ConvertedDocument): string => {
  if (settings.systemPrompt) return settings.systemPrompt;
  const subject = settings.title ?? conversion.title ?? dataset;
  return `You are a helpful assistant that answers questions about ${subject}.`;
};
