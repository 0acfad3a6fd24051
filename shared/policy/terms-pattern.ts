import { foldText } from './fold-text.ts';

/** Matches any of `terms` in folded text, in any case by default; a space stands for any white space. */
export const termsPattern = (terms: readonly string[], isWholeWord: boolean, flags = 'giu'): RegExp => {
  const alternatives = [...terms]
    .sort((a, b) => b.length - a.length)
    .map((term) =>
      foldText(term)
        .text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/\s+/g, '\\s+'),
    );
  const before = isWholeWord ? '(?<![\\p{L}\\p{N}])' : '';
  const after = isWholeWord ? '(?![\\p{L}\\p{N}])' : '';
  return new RegExp(`${before}(?:${alternatives.join('|')})${after}`, flags);
};
