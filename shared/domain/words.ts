/** Lower-case words without accents, in their order; letters and digits of any script. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['\u2019]s(?![\p{L}\p{N}])/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of `text` that carry a meaning, without the common words of English. */
export const contentWordsOf = (text: string): string[] =>
  wordsOf(text).filter((word) => !functionWords.has(word));

/** Words with a meaning without the endings that make other forms of them. */
export const stemsOf = (text: string): string[] =>
  contentWordsOf(text).map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word));

export const functionWords: ReadonlySet<string> = new Set(
  `a about above after again all also always am an and any are as at be because been before being below between both
  but by can could did do does doing done down during each either every few for from further get gets had has have
  having he her here hers him his how i if in into is it its just let may me might more most must my neither never no
  nor not of off on once one only or other our ours out over own per please shall she should since so some such than
  that the their theirs them then there these they this those through thus to too under until up upon us very via was
  we were what when where which while who whom whose why will with within without would yes yet you your yours`.split(
    /\s+/,
  ),
);

/** Share of the answer's content words that the source holds, 0 to 1; 1 for an answer without such words. */
export const groundingShare = (answer: string, source: string): number => {
  const known = new Set(wordsOf(source));
  const words = contentWordsOf(answer);
  if (words.length === 0) return 1;
  return words.filter((word) => known.has(word)).length / words.length;
};
