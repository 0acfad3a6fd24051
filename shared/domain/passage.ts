import * as z from 'zod';
import { findingSchema } from './finding.ts';
import { savedEntrySchema } from './saved-prompt.ts';

/**
 * A heading-aware piece of the markdown, the unit of generation. Its text is what policy leaves of the piece: it was
 * redacted when the passage was cut, so nothing that reads passages can show a model what policy hides.
 */
export const passageSchema = z.strictObject({
  /** `psg_` and 16 hex digits, a function of document, heading path and text. */
  id: z.string(),
  documentId: z.string(),
  /** Position in the document, from 0. */
  index: z.number().int().nonnegative(),
  headingPath: z.array(z.string()),
  /** True where the passage before it stands under the same headings: the section was cut, and this is not its beginning. */
  continues: z.boolean().default(false),
  /** Of the document, as policy leaves it: like the headings it is shown with the text. Null where there is none. */
  title: z.string().nullable().default(null),
  text: z.string(),
  /**
   * How much of the text, from its start, repeats what stands before the span (the header row of a table that was cut),
   * so that the passage can be read alone. The rest is the span itself.
   */
  leadLength: z.number().int().nonnegative(),
  /**
   * Hash of heading path and text: what a model would see. The caches of pairs and verdicts hang on it. Of a saved prompt, a
   * hash of the pair with what policy has decided on it when it was read.
   */
  sha256: z.string(),
  /** The span in `document.md`, in UTF-16 code units: `markdown.slice(charStart, charEnd)` is the unredacted piece. */
  charStart: z.number().int().nonnegative(),
  charEnd: z.number().int().nonnegative(),
  /** The page on which the passage starts, from 1; null where the format has no pages. */
  page: z.number().int().positive().nullable(),
  /** Size by the estimate of `functions/split/count-tokens.ts`. */
  tokens: z.number().int().nonnegative(),
  /** Where redaction changed the piece: offsets are relative to `charStart`, before redaction, ascending. */
  redactions: z.array(
    z.strictObject({
      start: z.number().int().nonnegative(),
      end: z.number().int().nonnegative(),
      replacement: z.string(),
    }),
  ),
  /** Of a saved prompt, what was found in the answer that had failed, or in the question of a withdrawal; the rest is in `saved`. */
  findings: z.array(findingSchema),
  /** When policy found them; null where it found nothing. Kept as long as passage and findings stay as they are. */
  foundAt: z.iso.datetime().nullable().default(null),
  /** Of an entry of saved prompts alone: the pair that a person wrote, and what it says of other rows. */
  saved: savedEntrySchema.optional(),
});
export type Passage = z.infer<typeof passageSchema>;

/** Whether policy has hidden all of it, because a detector failed on it: nobody is asked about it, and no row shows it. */
export const isWithheld = ({ findings, saved }: Pick<Passage, 'findings' | 'saved'>): boolean =>
  saved === undefined &&
  findings.some(({ ruleId, action }) => ruleId === 'detector-failed' && action === 'reject');
