import * as z from 'zod';

const share = z.number().min(0).max(1);

/**
 * What a fidelity score is made of. Each part is 1 where nothing speaks against the conversion, and null where the format
 * gives no way to know.
 */
export const fidelityPartsSchema = z.strictObject({
  /** Of the source's text, how much arrived. */
  text: share.nullable(),
  /** Of the Markdown, how much the source has: less than 1 where text was repeated or made up. */
  original: share.nullable(),
  /** Of the pages, how many have text, and have it in the Markdown. */
  pages: share.nullable(),
  /** Of the table cells that hold something, declared in the source or seen on a page, how many came out. */
  cells: share.nullable(),
  /** Of the text of a page layout, how much stands in lines that keep together: rows that fell out of their table do not. */
  layout: share.nullable(),
  /** Of the characters, how many could be decoded; each that could not counts five times. */
  characters: share,
  /** Of the words, how many are of a length that words have, and did not run together. */
  words: share,
  /** How sure OCR was, over all pages of the document; null where no page was read so. */
  ocr: share.nullable(),
  /** Of the lines, how many say something that no other line says; a third may repeat. */
  lines: share,
});
export type FidelityParts = z.infer<typeof fidelityPartsSchema>;

/** How far a document's fidelity may fall. */
export const fidelityLevelsSchema = z
  .strictObject({
    /** Below this a document is rejected before a token is spent on it. */
    rejectBelow: share.default(0.5),
    /** Below this it is part of the dataset, and the report and the card say that it lost something. */
    flagBelow: share.default(0.9),
  })
  .refine(({ rejectBelow, flagBelow }) => rejectBelow <= flagBelow, {
    error: 'flagBelow must not be less than rejectBelow',
  });
export type FidelityLevels = z.infer<typeof fidelityLevelsSchema>;
