import { foldText } from './fold-text.ts';
import { blankPlaceholders } from './placeholders.ts';
import { termsPattern } from './terms-pattern.ts';

/** Offsets are UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a value stands in a text outside of placeholders, however it is typeset. A single word must agree in case, for
 * "Will" is a name where "will" is none.
 */
export const findOccurrences = (text: string, value: string, isWholeWord: boolean): Span[] => {
  if (value.trim() === '') return [];
  const folded = foldText(text);
  const flags = /^\p{L}+$/u.test(value) ? 'gu' : 'giu';
  return [...blankPlaceholders(folded.text).matchAll(termsPattern([value.trim()], isWholeWord, flags))].map(
    (match) => ({
      start: folded.originalStart(match.index),
      end: folded.originalEnd(match.index + match[0].length),
    }),
  );
};
