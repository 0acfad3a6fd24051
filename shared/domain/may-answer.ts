import type { Passage } from './passage.ts';
import { sum } from './sum.ts';
import { contentWordsOf } from './words.ts';

/** A passage that holds this share of what a question is about, by weight of its words, probably answers it. */
const likelyShare = 0.6;
/** One that holds less than this does not come into question. */
const possibleShare = 0.4;
const mostPossible = 2;
/** A question of fewer words with a meaning says too little to tell by its words. */
const leastWords = 2;

/** What of a passage is looked through. */
export type SearchedPassage = Pick<Passage, 'id' | 'headingPath' | 'text'>;

/** Finds passages, but those left out, that may answer a question. */
export interface AnswerFinder<Searched> {
  /** The one that probably does. */
  likely(question: string, leaveOut: ReadonlySet<string>): Searched | undefined;
  /** Those that somebody who reads should look into, the best first. */
  possible(question: string, leaveOut: ReadonlySet<string>): Searched[];
}

/**
 * Looks for what a question is about in passages, by its words: a rare one weighs more than one that every passage has, and
 * one that no passage has weighs most. A question that is meant to have no answer is then only as safe as its words are
 * those of the documents; a judge, where one is configured, reads what is possible and decides.
 */
export const answerFinder = <Searched extends SearchedPassage>(
  passages: readonly Searched[],
): AnswerFinder<Searched> => {
  let index: ReturnType<typeof indexOf> | undefined;
  const ranked = (question: string, leaveOut: ReadonlySet<string>, leastShare: number): Searched[] => {
    const asked = [...new Set(stems(question))];
    if (asked.length < leastWords) return [];
    index ??= indexOf(passages);
    const { words, weight } = index;
    const whole = sum(asked.map(weight));
    return passages
      .map((passage, position) => ({
        passage,
        share: sum(asked.filter((word) => words[position]?.has(word)).map(weight)) / whole,
      }))
      .filter(({ passage, share }) => share >= leastShare && !leaveOut.has(passage.id))
      .sort((a, b) => b.share - a.share)
      .map(({ passage }) => passage);
  };
  return {
    likely: (question, leaveOut) => ranked(question, leaveOut, likelyShare)[0],
    possible: (question, leaveOut) => ranked(question, leaveOut, possibleShare).slice(0, mostPossible),
  };
};

/** Made when the first question comes: most datasets never ask one. */
const indexOf = (passages: readonly SearchedPassage[]) => {
  const words = passages.map(({ headingPath, text }) => new Set(stems([...headingPath, text].join('\n'))));
  const frequency = new Map<string, number>();
  for (const own of words) for (const word of own) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const weight = (word: string): number => Math.log(1 + passages.length / ((frequency.get(word) ?? 0) + 0.5));
  return { words, weight };
};

/** Words with a meaning without the endings that make other forms of them. */
const stems = (text: string): string[] =>
  contentWordsOf(text).map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word));
