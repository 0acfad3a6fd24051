const units = new RegExp(
  [
    '(?<latin>\\p{Script=Latin}+)',
    '(?<digits>\\p{N}+)',
    '(?<ideographs>[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}]+)',
    '(?<letters>[\\p{L}\\p{M}]+)',
    // Only from where white space begins, or each of a million blanks would look for a line feed of its own.
    '(?<breaks>(?<!\\s)\\s*\\n\\s*)',
    '(?<symbols>[^\\s\\p{L}\\p{M}\\p{N}]+)',
  ].join('|'),
  'gu',
);

/** How many characters of a kind make one token. Fitted to the public `o200k_base` vocabulary. */
const charsPerToken: Record<string, number> = {
  latin: 7.5,
  digits: 3,
  ideographs: 1.3,
  letters: 4,
  breaks: 8,
  symbols: 3,
};

/**
 * Estimates the size of a text in tokens. It is an estimate because every model counts differently and a vocabulary
 * weighs megabytes: a text is cut into words, numbers, symbols and line breaks, as all common tokenizers do first, and
 * each costs one token per so many characters.
 */
export const countTokens = (text: string): number => {
  let tokens = 0;
  for (const { groups } of text.matchAll(units)) {
    for (const kind in groups) {
      const unit = groups[kind];
      if (unit !== undefined) tokens += Math.ceil(unit.length / (charsPerToken[kind] ?? 1));
    }
  }
  return tokens;
};
