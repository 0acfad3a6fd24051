import { quantitiesIn } from './quantities.ts';
import { contentWordsOf } from './words.ts';

/** From this overlap of their words on (Jaccard), two answers say the same, but for what one of them denies. */
const sameSubject = 0.5;

const denial = /\b(?:not|no|never|cannot|neither|nor|without|unless|except)\b|n['\u2019]t\b/i;

/**
 * Whether two answers to one question cannot both be right, as far as their words show: one says yes and the other no, each
 * states a number that the other does not, or one denies what the other says. Answers that are only worded differently,
 * or of which one says more, do not contradict each other.
 */
export const contradict = (first: string, second: string): boolean =>
  saysYes(first) !== undefined && saysYes(second) !== undefined && saysYes(first) !== saysYes(second)
    ? true
    : (hasOwnNumber(first, second) && hasOwnNumber(second, first)) ||
      (denial.test(first) !== denial.test(second) && overlap(first, second) >= sameSubject);

const saysYes = (answer: string): boolean | undefined => {
  const opening = /^\W*(yes|no)\b/i.exec(answer)?.[1]?.toLowerCase();
  return opening === undefined ? undefined : opening === 'yes';
};

const hasOwnNumber = (answer: string, other: string): boolean => {
  const known = new Set(quantitiesIn(other).flatMap(({ readings }) => readings));
  return quantitiesIn(answer).some(({ readings }) => !readings.some((reading) => known.has(reading)));
};

const overlap = (first: string, second: string): number => {
  const [a, b] = [new Set(contentWordsOf(first)), new Set(contentWordsOf(second))];
  const shared = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 1 : shared / (a.size + b.size - shared);
};
