import type { Passage } from './passage.ts';
import { contentWordsOf } from './words.ts';

/** A passage that holds this share of what a question is about, by weight of its words, may answer it. */
const leastShare = 0.6;
/** A question of fewer words with a meaning says too little to tell by its words. */
const leastWords = 2;

/** What of a passage is looked through. */
type Text = Pick<Passage, 'id' | 'headingPath' | 'text'>;

/** Finds a passage, but those left out, that may answer a question. */
export type FindAnswer = (question: string, leaveOut: ReadonlySet<string>) => string | undefined;

/**
 * Looks for what a question is about in passages, by its words: a rare one weighs more than one that every passage has, and
 * one that no passage has weighs most. A question that is meant to have no answer is then only as safe as its words are
 * those of the documents; a judge, where one is configured, reads what this finds and what it does not.
 */
export const answerFinder = (passages: readonly Text[]): FindAnswer => {
  let index: ReturnType<typeof indexOf> | undefined;
  return (question, leaveOut) => {
    const asked = [...new Set(stems(question))];
    if (asked.length < leastWords) return undefined;
    index ??= indexOf(passages);
    const { words, weight } = index;
    const whole = sum(asked.map(weight));
    let best: { readonly id: string; readonly share: number } | undefined;
    for (const [position, { id }] of passages.entries()) {
      if (leaveOut.has(id)) continue;
      const share = sum(asked.filter((word) => words[position]?.has(word)).map(weight)) / whole;
      if (share >= leastShare && share > (best?.share ?? 0)) best = { id, share };
    }
    return best?.id;
  };
};

/** Made when the first question comes: most datasets never ask one. */
const indexOf = (passages: readonly Text[]) => {
  const words = passages.map(({ headingPath, text }) => new Set(stems([...headingPath, text].join('\n'))));
  const frequency = new Map<string, number>();
  for (const own of words) for (const word of own) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const weight = (word: string): number => Math.log(1 + passages.length / ((frequency.get(word) ?? 0) + 0.5));
  return { words, weight };
};

/** Words with a meaning without the endings that make other forms of them. */
const stems = (text: string): string[] =>
  contentWordsOf(text).map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
