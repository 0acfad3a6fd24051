import { comparable } from '#shared/domain/comparable-text.ts';
import type { Gate, Source } from './gate.ts';

/** A quote of fewer letters and digits would be found anywhere. */
const minQuoteLength = 3;

/**
 * Every quote must be in the passage, letter for letter after folding; only a refusal may go without one. What a passage
 * repeats from the one before it bears no pair of its own, or each pair of an overlap would come twice.
 */
export const evidence: Gate<'evidence'> = {
  name: 'evidence',
  reason: 'evidence-not-found',
  check: (pair, passage) => {
    if (pair.evidence.length === 0)
      return pair.questionType === 'unanswerable' ? undefined : { problem: 'the pair has no evidence' };
    const source = comparable(passage.text);
    const missing = pair.evidence.findIndex((quote) => {
      const folded = comparable(quote);
      return folded.replace(/[^\p{L}\p{N}]/gu, '').length < minQuoteLength || !source.includes(folded);
    });
    if (missing !== -1)
      return { problem: `quote ${missing + 1} of ${pair.evidence.length} is not in the passage` };
    return pair.evidence.every((quote) => isOnlyRepeated(comparable(quote), passage))
      ? { problem: 'the evidence stands only in what the passage repeats from the one before it' }
      : undefined;
  },
};

const isOnlyRepeated = (quote: string, { text, leadLength = 0 }: Source): boolean =>
  comparable(text.slice(0, leadLength)).includes(quote) &&
  !comparable(text.slice(leadLength)).includes(quote);
