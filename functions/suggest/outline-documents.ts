import type { Passage } from '#shared/domain/passage.ts';

/** What a model is shown of a dataset at most, in characters: some 3,000 tokens. */
const maxCharacters = 12_000;
const maxHeadings = 12;
const maxOpening = 300;

/** Less than this says nothing about a document. */
const minShare = 200;
/** Of more documents there is no room to tell. */
export const mostOutlined = maxCharacters / minShare;

/**
 * The documents, at most `mostOutlined`, by their headings and their first words, each with an equal share of the room. Only
 * passages are used: policy has redacted them, headings included.
 */
export const outlineDocuments = (documents: readonly (readonly Passage[])[]): string => {
  const share = Math.floor(maxCharacters / Math.max(1, documents.length));
  return documents
    .map((passages) => outlineOf(passages).slice(0, share))
    .join('\n\n')
    .slice(0, maxCharacters);
};

const outlineOf = (passages: readonly Passage[]): string => {
  // The lines of saved prompts stand under no heading that says anything.
  const headings = [
    ...new Set(passages.flatMap(({ headingPath, saved }) => (saved ? [] : headingPath))),
  ].slice(0, maxHeadings);
  const opening = (passages[0]?.text ?? '').replace(/\s+/g, ' ').trim().slice(0, maxOpening);
  return [...headings.map((heading) => `- ${heading}`), opening].filter((line) => line !== '').join('\n');
};
