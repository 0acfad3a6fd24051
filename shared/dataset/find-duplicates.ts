import { functionWords, wordsOf } from '../domain/words.ts';

/** From this overlap of their words on (Jaccard), two questions may be the same. */
const minOverlap = 0.9;
/** Words that turn a question into another one, however small they are. */
const decisive: ReadonlySet<string> = new Set(
  [
    'what when where which who whom whose why how much many not no never cannot without within before after below above',
    'under over from to between into out only',
  ].flatMap((words) => words.split(' ')),
);

/**
 * For each question the index of the earlier one that it repeats, or undefined for the first of its kind. Case, accents
 * and punctuation make no difference, nor does another small word, the plural or one word more in a long question.
 * One content word in place of another does: "the fee for Economy" is not "the fee for Business".
 *
 * The join is exact, and compares next to nothing with everything: of two questions that are the same one has all words of
 * the other, so the rarest word of the one with fewer words stands in both.
 */
export const findDuplicates = (questions: readonly string[]): (number | undefined)[] => {
  const word = internWords();
  const sequences = questions.map((question) => tellingWordsOf(question).map(word));
  const rarestOf = rarityOf(sequences);
  const firstWithWords = new Map<string, number>();
  const firstsByWord = new Map<string, number[]>();
  const firstsByRarest = new Map<string, number[]>();

  return sequences.map((sequence, index) => {
    const key = sequence.join(' ');
    const exact = firstWithWords.get(key);
    if (exact !== undefined) return exact;

    const words = new Set(sequence);
    const rarest = rarestOf(words);
    const withMoreWords = firstsByWord.get(rarest) ?? [];
    const withFewerWords = [...words].flatMap((each) => firstsByRarest.get(each) ?? []);
    const near = [...new Set([...withMoreWords, ...withFewerWords])]
      .sort((a, b) => a - b)
      .find((candidate) => askTheSame(sequences[candidate] ?? [], sequence));
    firstWithWords.set(key, near ?? index);
    if (near === undefined) {
      for (const each of words) listUnder(firstsByWord, each, index);
      listUnder(firstsByRarest, rarest, index);
    }
    return near;
  });
};

const listUnder = (lists: Map<string, number[]>, word: string, index: number): void => {
  const list = lists.get(word);
  if (list) list.push(index);
  else lists.set(word, [index]);
};

/** A capital that stands alone names something, as in "Zone A"; written as a number it decides like one. */
const letterAsName = /(?<=\S\s+)(?!I\b)\p{Lu}(?![\p{L}\p{N}'\u2019])/gu;

/** The words that make the question what it is; all of them where it has no others. */
const tellingWordsOf = (question: string): string[] => {
  const words = wordsOf(question.replace(letterAsName, '0$&')).map(singular);
  const telling = words.filter((word) => decisive.has(word) || !functionWords.has(word));
  return telling.length > 0 ? telling : words;
};

const singular = (word: string): string =>
  /[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;

/** One string for each word, however many questions hold it. */
const internWords = () => {
  const known = new Map<string, string>();
  return (word: string): string => {
    const same = known.get(word);
    if (same === undefined) known.set(word, word);
    return same ?? word;
  };
};

const rarityOf = (sequences: readonly (readonly string[])[]) => {
  const frequency = new Map<string, number>();
  for (const sequence of sequences)
    for (const word of new Set(sequence)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const isRarer = (one: string, other: string): boolean => {
    const difference = (frequency.get(one) ?? 0) - (frequency.get(other) ?? 0);
    return difference < 0 || (difference === 0 && one < other);
  };
  return (words: ReadonlySet<string>): string =>
    [...words].reduce((rarest, word) => (isRarer(word, rarest) ? word : rarest), [...words][0] ?? '');
};

const askTheSame = (earlier: readonly string[], later: readonly string[]): boolean => {
  const earlierSet = new Set(earlier);
  const laterSet = new Set(later);
  const shared = [...laterSet].filter((word) => earlierSet.has(word));
  if (shared.length / (earlierSet.size + laterSet.size - shared.length) < minOverlap) return false;

  const onlyEarlier = [...earlierSet].filter((word) => !laterSet.has(word));
  const onlyLater = [...laterSet].filter((word) => !earlierSet.has(word));
  if ([...onlyEarlier, ...onlyLater].some((word) => decisive.has(word) || /\d/.test(word))) return false;
  if (onlyEarlier.length > 0 && onlyLater.length > 0) return false;
  return inOrder(earlier, laterSet) === inOrder(later, earlierSet);
};

/** The shared words in their order: points to miles is not miles to points. */
const inOrder = (sequence: readonly string[], other: ReadonlySet<string>): string =>
  sequence.filter((word) => other.has(word)).join(' ');
