import { createWordIndex } from '#shared/domain/word-index.ts';
import { stemsOf } from '#shared/domain/words.ts';

/** Finds what says nearly the same as one of many texts. */
export interface CopyFinder {
  /** Takes the next text. All are taken before the first question. */
  add(text: string): void;
  /** Whether one of the texts nearly repeats this one, holds nearly all of it or is nearly all in it. */
  has(text: string): boolean;
}

/** Two texts with this share of words in common, of those of the one with fewer, say the same. */
export const sameTextShare = 0.8;
/** Fewer words stand by chance in a longer text, so of those the other must be as short. */
const leastWords = 8;

export const createCopyFinder = (): CopyFinder => {
  const index = createWordIndex();
  const sizes: number[] = [];
  return {
    add: (text) => {
      const words = new Set(stemsOf(text));
      index.add(words);
      sizes.push(words.size);
    },
    has: (text) => {
      const words = new Set(stemsOf(text));
      const shared = new Uint32Array(sizes.length);
      for (const word of words)
        for (const other of index.textsWith(word)) shared[other] = (shared[other] ?? 0) + 1;
      return sizes.some((size, other) => {
        const [fewer, more] = size < words.size ? [size, words.size] : [words.size, size];
        return fewer > 0 && (shared[other] ?? 0) >= sameTextShare * (fewer < leastWords ? more : fewer);
      });
    },
  };
};
