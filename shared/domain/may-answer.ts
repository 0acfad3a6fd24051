import type { Passage } from './passage.ts';
import { sum } from './sum.ts';
import { createWordIndex } from './word-index.ts';
import { stemsOf } from './words.ts';

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
  let finder: AnswerFinder<Searched> | undefined;
  /** Made when the first question comes: most datasets never ask one. */
  const filled = (): AnswerFinder<Searched> => {
    if (finder !== undefined) return finder;
    const growing = growingAnswerFinder<Searched>();
    for (const passage of passages) growing.add(passage, passage);
    finder = growing;
    return finder;
  };
  return {
    likely: (question, leaveOut) => filled().likely(question, leaveOut),
    possible: (question, leaveOut) => filled().possible(question, leaveOut),
  };
};

/**
 * The same for passages that come one by one and are too many to hold: of each only `found` is kept, which is given back
 * where it may answer. Questions come when all passages are there; where they are known before, `questions` bounds the index.
 */
export const growingAnswerFinder = <Found extends Pick<Passage, 'id'>>(
  questions?: Iterable<string>,
): AnswerFinder<Found> & { add(found: Found, passage: SearchedPassage): void } => {
  const index = createWordIndex(questions && new Set([...questions].flatMap(stemsOf)));
  const passages: Found[] = [];

  const ranked = (question: string, leaveOut: ReadonlySet<string>, leastShare: number): Found[] => {
    const asked = [...new Set(stemsOf(question))].map((word) => ({ word, weight: index.weight(word) }));
    if (asked.length < leastWords) return [];
    const whole = sum(asked.map(({ weight }) => weight));
    const shareOf = (text: number): number =>
      sum(asked.filter(({ word }) => index.has(word, text)).map(({ weight }) => weight)) / whole;
    return candidates(asked, leastShare * whole)
      .map((text) => ({ passage: passages[text] as Found, share: shareOf(text) }))
      .filter(({ passage, share }) => share >= leastShare && !leaveOut.has(passage.id))
      .sort((a, b) => b.share - a.share)
      .map(({ passage }) => passage);
  };

  /** The texts, in their order, that hold one of the heaviest words: without any of these none has the least weight. */
  const candidates = (
    asked: readonly { readonly word: string; readonly weight: number }[],
    leastWeight: number,
  ): number[] => {
    const found = new Set<number>();
    let left = sum(asked.map(({ weight }) => weight));
    for (const { word, weight } of asked.toSorted((a, b) => b.weight - a.weight)) {
      if (left < leastWeight - rounding) break;
      for (const text of index.textsWith(word)) found.add(text);
      left -= weight;
    }
    return [...found].sort((a, b) => a - b);
  };

  return {
    add: (found, { headingPath, text }) => {
      passages.push(found);
      index.add(stemsOf([...headingPath, text].join('\n')));
    },
    likely: (question, leaveOut) => ranked(question, leaveOut, likelyShare)[0],
    possible: (question, leaveOut) => ranked(question, leaveOut, possibleShare).slice(0, mostPossible),
  };
};

/** Sums of weights in another order differ by no more. */
const rounding = 1e-9;
