import { expect, test } from 'vitest';
import { sentenceStarts } from '../../../../functions/split/sentence-starts.ts';

test('every sentence of a paragraph has its start', () => {
  expect(sentenceStarts('Bags are free. Prams are not. Ask us.')).toEqual([0, 15, 30]);
});

test('a line end ends a sentence, as it does for the segmenter', () => {
  expect(sentenceStarts('Bags that you\ncarry are free.\nPrams are not.')).toEqual([0, 14, 30]);
});

test('a list of a hundred thousand lines is cut at every line, in less time than its square would take', () => {
  const line = 'Bag 000001 arrived.\n';
  const starts = sentenceStarts(line.repeat(100_000));
  expect(starts).toHaveLength(100_000);
  expect(starts.at(-1)).toBe(99_999 * line.length);
});

test('text without a line end is cut all the same', () => {
  expect(sentenceStarts('Bags are free. '.repeat(2_000))).toHaveLength(2_000);
});
