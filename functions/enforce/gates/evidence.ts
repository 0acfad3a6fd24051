import { comparable } from '../comparable-text.ts';
import type { Gate } from './gate.ts';

/** A quote of fewer letters and digits would be found anywhere. */
const minQuoteLength = 3;

/** Every quote must be in the passage, letter for letter after folding; only a refusal may go without one. */
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
    return missing === -1
      ? undefined
      : { problem: `quote ${missing + 1} of ${pair.evidence.length} is not in the passage` };
  },
};
