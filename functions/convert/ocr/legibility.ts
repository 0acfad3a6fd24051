import type { PageWord } from '#shared/domain/page-reading.ts';

/** Below these a page is not worth a token: what was read is as likely to be made up of specks as to be what it says. */
const minConfidence = 0.6;
const minWordShare = 0.55;

export interface Legibility {
  /** Mean confidence of the engine, where it gives one; long words weigh more. */
  readonly confidence: number | null;
  /** The share of the characters that belong to what looks like a word or a number. */
  readonly wordShare: number;
}

export const legibilityOfWords = (words: readonly PageWord[]): Legibility => {
  const length = words.reduce((sum, { text }) => sum + text.length, 0);
  const sure = words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return {
    confidence: length === 0 ? 0 : sure / length,
    wordShare: wordShareOf(words.map(({ text }) => text)),
  };
};

export const legibilityOfText = (text: string): Legibility => ({
  confidence: null,
  wordShare: wordShareOf(text.split(/\s+/)),
});

export const isLegible = ({ confidence, wordShare }: Legibility): boolean =>
  (confidence ?? 1) >= minConfidence && wordShare >= minWordShare;

/** Orders attempts at one page. */
export const legibilityScore = ({ confidence, wordShare }: Legibility): number =>
  (confidence ?? 1) * wordShare;

/** The end of a sentence on a page that is not legible. */
export const explainIllegible = ({ confidence, wordShare }: Legibility): string =>
  [
    `${percent(wordShare)} of what was read look like words`,
    ...(confidence === null ? [] : [`the engine is ${percent(confidence)} sure of it`]),
  ].join(' and ');

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const wordShareOf = (tokens: readonly string[]): number => {
  let all = 0;
  let wordlike = 0;
  for (const token of tokens) {
    const core = token.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');
    all += core === '' ? token.length : core.length;
    if (isWordlike(core)) wordlike += core.length;
  }
  return all === 0 ? 0 : wordlike / all;
};

const amount = /^\p{N}[\p{N}.,:/%\u00B0-]*\p{L}{0,3}$/u;
const latinWord = /^\p{Script=Latin}+(?:['\u2019.&/-]\p{Script=Latin}+)*$/u;
const otherWord =
  /^(?:(?!\p{Script=Latin})[\p{L}\p{M}])+(?:['\u2019-](?:(?!\p{Script=Latin})[\p{L}\p{M}])+)*$/u;

/** No dictionary knows the names and terms of a company, but words are built alike: of letters, with vowels, in one case. */
const isWordlike = (core: string): boolean => {
  if (amount.test(core)) return true;
  if (otherWord.test(core)) return true;
  if (!latinWord.test(core)) return false;
  if (core.length === 1) return /^[aeioy]$/i.test(core);
  return core.split(/['\u2019.&/-]/).every((part) => isInOneCase(part) && isPronounceable(part));
};

const isInOneCase = (part: string): boolean =>
  /^\p{Lu}?\p{Ll}+$/u.test(part) || /^\p{Lu}+s?$/u.test(part) || /^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$/u.test(part);

const isPronounceable = (part: string): boolean => {
  const plain = part.normalize('NFKD').replace(/\p{M}/gu, '');
  if (plain.length <= 5 && plain === plain.toUpperCase()) return true;
  return plain.length <= 3 || (/[aeiouy]/i.test(plain) && !/[bcdfghjklmnpqrstvwxz]{7}/i.test(plain));
};
