import { comparable, comparableWithOffsets } from '#shared/domain/comparable-text.ts';
import type { Passage } from '#shared/domain/passage.ts';
import type { EvidenceSpan } from '#shared/domain/verdict.ts';
import { spanBeforeEdits } from '#shared/policy/edits.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a quote stands in a text, letter for letter or after folding; undefined where it does not. */
export const locateQuote = (quote: string, text: string): Span | undefined => {
  const exact = quote.trim();
  if (exact === '') return undefined;
  const start = text.indexOf(exact);
  if (start !== -1) return { start, end: start + exact.length };
  const wanted = comparable(quote);
  const folded = comparableWithOffsets(text);
  const found = wanted === '' ? -1 : folded.text.indexOf(wanted);
  return found === -1
    ? undefined
    : { start: folded.starts[found] ?? 0, end: folded.ends[found + wanted.length - 1] ?? text.length };
};

/** The words as the passage has them, and where they stand in the markdown. */
export interface LocatedQuote {
  readonly quote: string;
  readonly span: EvidenceSpan;
}

/** Looks for a quote in the passages that were shown, the pair's own first. */
export const locateInPassages = (quote: string, passages: readonly Passage[]): LocatedQuote | undefined => {
  for (const passage of passages) {
    const found = locateQuote(quote, passage.text);
    if (found)
      return {
        quote: passage.text.slice(found.start, found.end),
        span: { passage_id: passage.id, ...spanInMarkdown(passage, found) },
      };
  }
  return undefined;
};

/** What a passage repeats from before its span stands elsewhere, so a quote that reaches into it has no place of its own. */
const spanInMarkdown = (
  { charStart, leadLength, redactions }: Passage,
  { start, end }: Span,
): Pick<EvidenceSpan, 'start' | 'end'> => {
  if (start < leadLength) return { start: null, end: null };
  const before = spanBeforeEdits(redactions, start - leadLength, end - leadLength);
  return { start: charStart + before.start, end: charStart + before.end };
};
