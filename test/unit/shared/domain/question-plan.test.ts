import { describe, expect, test } from 'vitest';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import { sha256 } from '#shared/domain/hash.ts';
import { planQuestions } from '#shared/domain/question-plan.ts';
import { extraTypes, plainTypes } from '#shared/domain/question-types.ts';

const plansOf = (given: object, count = 2000) => {
  const settings = datasetSettingsSchema.parse(given);
  return Array.from({ length: count }, (_, index) =>
    planQuestions({ sha256: sha256(`passage ${index}`), tokens: 100 + (index % 200) }, settings),
  );
};
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

test('over a dataset the extra types come out at their shares of all expected pairs', () => {
  const plans = plansOf({ questionTypes: { 'multi-turn': 0.2 } });
  const plain = total(plans.map(({ expectedPairs }) => expectedPairs));
  const extra = Object.fromEntries(
    extraTypes.map((type) => [type, total(plans.map((plan) => plan.extra[type]))]),
  );
  const all = plain + total(Object.values(extra));
  const shares = Object.fromEntries(extraTypes.map((type) => [type, (extra[type] ?? 0) / all]));
  expect(shares.unanswerable).toBeCloseTo(0.06, 2);
  expect(shares['false-premise']).toBeCloseTo(0.03, 2);
  expect(shares['multi-turn']).toBeCloseTo(0.2, 1);
  expect(shares['multi-passage']).toBeCloseTo(0.05, 2);
});

test('the plain types divide the plain pairs by their weights', () => {
  const plans = plansOf({
    questionTypes: {
      factual: 0.6,
      procedural: 0.2,
      conditional: 0.2,
      definition: 0,
      comparison: 0,
      'yes-no': 0,
    },
  });
  const drawn = Object.fromEntries(
    plainTypes.map((type) => [type, total(plans.map((plan) => plan.plain[type]))]),
  );
  const all = total(Object.values(drawn));
  expect((drawn.factual ?? 0) / all).toBeCloseTo(0.6, 1);
  expect((drawn.procedural ?? 0) / all).toBeCloseTo(0.2, 1);
  expect(drawn.comparison).toBe(0);
});

test('a plan hangs on nothing but the passage and the settings', () => {
  expect(plansOf({}, 5)).toEqual(plansOf({}, 5));
});

test('every audience has its turn, and there is none where none is named', () => {
  const audiences = ['a passenger', 'a gate agent', 'a new employee'];
  const asked = new Set(plansOf({ audiences }, 100).map(({ audience }) => audience));
  expect([...asked].sort()).toEqual([...audiences].sort());
  expect(plansOf({}, 1)[0]?.audience).toBeNull();
});

test('a share of nothing asks for nothing', () => {
  const none = { 'multi-passage': 0, 'multi-turn': 0, unanswerable: 0, 'false-premise': 0 };
  for (const { extra } of plansOf({ questionTypes: none }, 200))
    expect(Object.values(extra)).toEqual([0, 0, 0, 0]);
});

describe('pairs for every fact', () => {
  test('are expected by the length of the passage', () => {
    const settings = datasetSettingsSchema.parse({ pairs: { perFact: 2 } });
    const expected = (tokens: number) =>
      planQuestions({ sha256: sha256('p'), tokens }, settings).expectedPairs;
    expect(expected(50)).toBe(4);
    expect(expected(400)).toBe(32);
  });
});

test.each([
  ['both rates', { pairs: { perPassage: 3, perFact: 1 } }, /perPassage or perFact/],
  ['shares that leave nothing', { questionTypes: { unanswerable: 0.9 } }, /at most 80 %/],
  ['no plain type', { questionTypes: Object.fromEntries(plainTypes.map((type) => [type, 0])) }, /above 0/],
])('settings with %s are refused', (_what, given, message) => {
  expect(() => datasetSettingsSchema.parse(given)).toThrow(message);
});

test('a rate and a total are resolved together', () => {
  expect(datasetSettingsSchema.parse({}).pairs).toEqual({ perPassage: 5 });
  expect(datasetSettingsSchema.parse({ pairs: { total: 90 } }).pairs).toEqual({ perPassage: 5, total: 90 });
  const resolved = datasetSettingsSchema.parse({ pairs: { perFact: 2, total: 90 } });
  expect(datasetSettingsSchema.parse(resolved)).toEqual(resolved);
});
