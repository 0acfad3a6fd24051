/** Which of many texts hold a word. Grows by what a text adds, and holds no text. */
export interface WordIndex {
  /** Takes the next text, by its words; the first has number 0. */
  add(words: Iterable<string>): void;
  /** The numbers of the texts that hold a word, ascending. */
  textsWith(word: string): readonly number[];
  has(word: string, text: number): boolean;
  /** A rare word weighs more than one that every text has, and one that no text has weighs most. */
  weight(word: string): number;
}

/** Where `only` names the words that will be asked for, nothing is held of the others. */
export const createWordIndex = (only?: ReadonlySet<string>): WordIndex => {
  const textsByWord = new Map<string, number[]>();
  let size = 0;
  const textsWith = (word: string): readonly number[] => textsByWord.get(word) ?? [];
  return {
    add: (words) => {
      for (const word of new Set(words)) {
        if (only?.has(word) === false) continue;
        const texts = textsByWord.get(word);
        if (texts) texts.push(size);
        else textsByWord.set(word, [size]);
      }
      size += 1;
    },
    textsWith,
    has: (word, text) => holds(textsWith(word), text),
    weight: (word) => Math.log(1 + size / (textsWith(word).length + 0.5)),
  };
};

const holds = (ascending: readonly number[], wanted: number): boolean => {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === wanted;
};
