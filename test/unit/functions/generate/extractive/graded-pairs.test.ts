import { expect, test } from 'vitest';
import { extractPairs } from '../../../../support/extract-pairs.ts';
import {
  type GradedPair,
  gradedDocument,
  gradedPairs,
  refusedPairs,
} from '../../../../support/graded-pairs.ts';

const graded = gradedPairs();
const refused = refusedPairs();
const pairsOf = new Map(
  [...new Set([...graded, ...refused].map(({ document }) => document))].map((document) => [
    document,
    new Set(
      extractPairs(gradedDocument(document))
        .passages.flat()
        .map(({ question, answer }) => `${question}\n${answer}`),
    ),
  ]),
);
const isGiven = ({ document, question, answer }: GradedPair) =>
  pairsOf.get(document)?.has(`${question}\n${answer}`) === true;

test('fewer than 8 percent of the pairs that a reader graded were bad', () => {
  expect(graded).toHaveLength(60);
  expect(graded.filter(({ grade }) => grade === 'bad').length / graded.length).toBeLessThan(0.08);
});

test('no pair that a reader found bad is given any more', () => {
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter(isGiven)).toEqual([]);
});

test('every pair that a reader found good is still given', () => {
  expect(graded.filter(({ grade }) => grade === 'good').filter((pair) => !isGiven(pair))).toEqual([]);
});
