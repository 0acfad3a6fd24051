import type { Passage } from '#shared/domain/passage.ts';

/** What a model is shown of a dataset at most, in characters: some 3,000 tokens. */
const maxCharacters = 12_000;
const maxHeadings = 12;
const maxOpening = 300;

/**
 * The documents by their headings and their first words, each with an equal share of the room. Only passages are used:
 * policy has redacted them, headings included.
 */
export const outlineDocuments = (documents: readonly (readonly Passage[])[]): string => {
  const told = documents.filter((passages) => passages.length > 0);
  const share = Math.floor(maxCharacters / Math.max(1, told.length));
  const step = Math.max(1, Math.ceil(minShare / Math.max(1, share)));
  return told
    .filter((_, index) => index % step === 0)
    .map((passages) => outlineOf(passages).slice(0, Math.max(share, minShare)))
    .join('\n\n')
    .slice(0, maxCharacters);
};

/** Less than this says nothing about a document; of too many documents every second, third and so on is shown. */
const minShare = 200;

const outlineOf = (passages: readonly Passage[]): string => {
  const headings = [...new Set(passages.flatMap(({ headingPath }) => headingPath))].slice(0, maxHeadings);
  const opening = (passages[0]?.text ?? '').replace(/\s+/g, ' ').trim().slice(0, maxOpening);
  return [...headings.map((heading) => `- ${heading}`), opening].filter((line) => line !== '').join('\n');
};
