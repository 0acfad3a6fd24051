import { expect, test } from 'vitest';
import { contradict } from '#shared/domain/contradiction.ts';

test.each([
  ['another amount', 'A second bag costs £40.', 'A second bag costs £55.'],
  ['yes and no', 'Yes, on every route.', 'No, only within Europe.'],
  ['a denial', 'A checked bag may hold a power bank.', 'A checked bag may not hold a power bank.'],
])('answers with %s contradict each other', (_what, first, second) => {
  expect(contradict(first, second)).toBe(true);
  expect(contradict(second, first)).toBe(true);
});

test.each([
  ['other words', 'You pay £40 for a second bag.', 'The fee for a second bag is £40.'],
  ['more detail', 'A second bag costs £40.', 'A second bag costs £40, or £35 online.'],
  ['a number in words', 'Claims are open for two years.', 'Claims are open for 2 years.'],
  [
    'a denial of something else',
    'Write to the claims desk.',
    'No form is needed; our tracing team calls you.',
  ],
])('answers with %s do not', (_what, first, second) => {
  expect(contradict(first, second)).toBe(false);
  expect(contradict(second, first)).toBe(false);
});
