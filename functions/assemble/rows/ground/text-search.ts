import { createWordIndex } from '#shared/domain/word-index.ts';
import { stemsOf } from '#shared/domain/words.ts';

/** Finds among texts, each with a number from 0, those that are most like a question. */
export interface TextSearch {
  /** Takes the next text. All are taken before the first question. */
  add(text: string): void;
  /**
   * The most alike first, and then others as they are drawn by `turn`, from 0 to 1: all of them, or as many of many as are worth
   * a look. What the question is about, such as the headings over its answer, counts for less.
   */
  ranked(asked: { readonly question: string; readonly subject: string }, turn: number): Generator<number>;
  /** The share of the words, a rare one weighing more, that a text has; undefined for no words. */
  shareOf(words: Iterable<string>, text: number): number | undefined;
  /** The share that two texts have in common of the words of the one with fewer. */
  overlap(one: number, other: number): number;
}

/** How a text is punished for its length: Okapi BM25 as it is usually set (Robertson and Zaragoza, 2009), for words that are there or not. */
const [k1, b] = [1.2, 0.75];
/** What a word of the subject counts beside one of the question: it decides among texts that the question does not tell apart. */
const subjectShare = 0.3;
/** How many texts are worth a look. Where all that are alike are copies of one, as in a catalogue, some that are drawn are not. */
const mostRanked = { alike: 160, all: 200 } as const;
/** A prime above any number of texts, so that steps of it come to each of them once. */
const stride = 2 ** 31 - 1;

export const createTextSearch = (): TextSearch => {
  const index = createWordIndex();
  const numbers = new Map<string, number>();
  /** The words of each text, as numbers that ascend. */
  const words: Uint32Array[] = [];
  let scores = new Float64Array();
  let meanSize = 0;

  const numberOf = (word: string): number => {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  };

  /** Fills `scores`, and gives the texts whose score is not 0. */
  const score = ({ question, subject }: Parameters<TextSearch['ranked']>[0]): number[] => {
    if (scores.length === words.length) scores.fill(0);
    else {
      scores = new Float64Array(words.length);
      meanSize = words.reduce((total, { length }) => total + length, 0) / words.length;
    }
    const alike: number[] = [];
    const asked = new Set(stemsOf(question));
    for (const word of new Set([...asked, ...stemsOf(subject)])) {
      const weight = index.weight(word) * (asked.has(word) ? 1 : subjectShare);
      for (const text of index.textsWith(word)) {
        const before = scores[text] ?? 0;
        if (before === 0) alike.push(text);
        const size = (words[text]?.length ?? 0) / meanSize;
        scores[text] = before + weight / (1 + k1 * (1 - b + b * size));
      }
    }
    return alike;
  };
  const mostAlikeFirst = (one: number, other: number): number =>
    (scores[other] ?? 0) - (scores[one] ?? 0) || one - other;

  return {
    add: (text) => {
      const own = new Set(stemsOf(text));
      index.add(own);
      words.push(Uint32Array.from(own, numberOf).sort());
    },
    *ranked(asked, turn) {
      const alike = firstOf(score(asked), mostRanked.alike, mostAlikeFirst);
      yield* alike;
      const named = new Set(alike);
      const begin = Math.floor(turn * words.length);
      for (let step = 0; step < words.length && named.size < mostRanked.all; step += 1) {
        const text = (begin + step * stride) % words.length;
        if (named.has(text)) continue;
        named.add(text);
        yield text;
      }
    },
    shareOf: (asked, text) => {
      let [whole, held] = [0, 0];
      for (const word of asked) {
        const weight = index.weight(word);
        whole += weight;
        if (index.has(word, text)) held += weight;
      }
      return whole === 0 ? undefined : held / whole;
    },
    overlap: (one, other) => {
      const [few, many] = [words[one] ?? noWords, words[other] ?? noWords];
      return inCommon(few, many) / Math.max(1, Math.min(few.length, many.length));
    },
  };
};

const noWords = new Uint32Array();

/** How many numbers two ascending lists share. */
const inCommon = (one: Uint32Array, other: Uint32Array): number => {
  let [shared, place] = [0, 0];
  for (const number of one) {
    while (place < other.length && (other[place] ?? 0) < number) place += 1;
    if (other[place] === number) shared += 1;
  }
  return shared;
};

/** The first of `items` in order, without putting all of them in order. */
const firstOf = (
  items: readonly number[],
  most: number,
  order: (one: number, other: number) => number,
): number[] => {
  const first: number[] = [];
  for (const item of items) {
    const last = first.at(-1);
    if (first.length === most && last !== undefined && order(last, item) <= 0) continue;
    let [place, end] = [0, first.length];
    while (place < end) {
      const middle = (place + end) >> 1;
      if (order(first[middle] ?? 0, item) <= 0) place = middle + 1;
      else end = middle;
    }
    first.splice(place, 0, item);
    if (first.length > most) first.pop();
  }
  return first;
};
