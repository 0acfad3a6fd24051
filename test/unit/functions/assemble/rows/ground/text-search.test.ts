import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTextSearch } from '../../../../../../functions/assemble/rows/ground/text-search.ts';

const texts = [
  'The fee for a second bag is forty pounds.',
  'A bicycle travels as sports equipment.',
  'A second bag of a child is free.',
  'Meals are served on long flights.',
];
const searchTexts = (given: readonly string[]) => {
  const search = createTextSearch();
  for (const text of given) search.add(text);
  return search;
};
const ranked = (given: readonly string[], question: string, { turn = 0, subject = '' } = {}) => [
  ...searchTexts(given).ranked({ question, subject }, turn),
];

describe('texts that are like a question', () => {
  test('come in the order of how many of its words they have, and how rare these are', () => {
    expect(ranked(texts, 'What is the fee for a second bag?').slice(0, 2)).toEqual([0, 2]);
  });

  test('are followed by the others, in an order that turns', () => {
    expect(ranked(texts, 'Are meals free?')).toEqual([2, 3, 0, 1]);
    expect(ranked(texts, 'Are meals free?', { turn: 0.5 })).toEqual([2, 3, 1, 0]);
  });

  test('are told apart by the subject where the question does not, and not against it', () => {
    const subject = 'Sports equipment on long flights';
    expect(ranked(texts, 'Which bag is free?', { subject })).toEqual([2, 0, 1, 3]);
    expect(ranked(texts, 'Which?', { subject }).slice(0, 2).sort()).toEqual([1, 3]);
  });

  test('rank alike whatever the endings of words', () => {
    expect(ranked(texts, 'serving meal')[0]).toBe(3);
  });

  test('are as many of many as are worth a look, with some that are drawn', () => {
    const alike = Array.from({ length: 900 }, (_, index) => `The bag number${index} is free.`);
    const others = Array.from({ length: 100 }, (_, index) => `A meal number${index} is served.`);
    const order = ranked([...alike, ...others], 'Which bag is free?', { turn: 0.3 });
    expect(order).toHaveLength(200);
    expect(new Set(order).size).toBe(200);
    expect(order.slice(0, 160).every((place) => place < 900)).toBe(true);
    expect(order.some((place) => place >= 900)).toBe(true);
  });

  const words = fc.constantFrom('bag', 'fee', 'seat', 'meal', 'gate', 'crew', 'dog');
  const sentences = fc.array(
    fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
    { maxLength: 120 },
  );
  test('are all named once, with the most alike first', () => {
    fc.assert(
      fc.property(
        sentences,
        fc.array(words, { maxLength: 4 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (given, asked, turn) => {
          const order = ranked(given, asked.join(' '), { turn });
          expect([...order].sort((a, b) => a - b)).toEqual(given.map((_, place) => place));
          const has = order.map((place) => asked.some((word) => given[place]?.split(' ').includes(word)));
          expect(has).toEqual([...has].sort((a, b) => Number(b) - Number(a)));
        },
      ),
    );
  });
});

test('the share of words that a text has weighs rare words more', () => {
  const search = searchTexts(texts);
  const [fee, bag] = [search.shareOf(['fee', 'bag'], 0), search.shareOf(['bag', 'meal'], 0)];
  expect(fee).toBe(1);
  expect(bag).toBeLessThan(0.5);
  expect(search.shareOf(['submarine'], 0)).toBe(0);
  expect(search.shareOf([], 0)).toBeUndefined();
});

test('two texts overlap by the words of the one with fewer', () => {
  const search = searchTexts(['second bag', 'a second bag of a child is free', '']);
  expect(search.overlap(0, 1)).toBe(1);
  expect(search.overlap(1, 0)).toBe(1);
  expect(search.overlap(0, 2)).toBe(0);
});
