/** Units, and how many characters of each make one token. Fitted to the public `o200k_base` vocabulary. */
const kinds = [
  { unit: '\\p{Script=Latin}+', charsPerToken: 7.5 },
  { unit: '\\p{N}+', charsPerToken: 3 },
  {
    unit: '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}]+',
    charsPerToken: 1.3,
  },
  { unit: '[\\p{L}\\p{M}]+', charsPerToken: 4 },
  // Line breaks; only from where white space begins, or each of a million blanks would look for a line feed of its own.
  { unit: '(?<!\\s)\\s*\\n\\s*', charsPerToken: 8 },
  { unit: '[^\\s\\p{L}\\p{M}\\p{N}]+', charsPerToken: 3 },
];

const units = new RegExp(kinds.map(({ unit }) => `(${unit})`).join('|'), 'gu');

/**
 * Estimates the size of a text in tokens. It is an estimate because every model counts differently and a vocabulary
 * weighs megabytes: a text is cut into words, numbers, symbols and line breaks, as all common tokenizers do first, and
 * each costs one token per so many characters. No unit reaches across a place where white space begins or ends, so the
 * parts of a text that is cut there cost as much as the whole.
 */
export const countTokens = (text: string): number => {
  let tokens = 0;
  for (const match of text.matchAll(units)) {
    const kind = kinds[match.indexOf(match[0], 1) - 1];
    if (kind) tokens += Math.ceil(match[0].length / kind.charsPerToken);
  }
  return tokens;
};
