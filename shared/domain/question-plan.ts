import type { DatasetSettings } from './dataset-settings.ts';
import { positionOf } from './hash.ts';
import type { Passage } from './passage.ts';
import { type ExtraType, extraTypes, type PlainType, plainTypes } from './question-types.ts';
import { sum } from './sum.ts';

/** What one passage is asked for. */
export interface QuestionPlan {
  /** How many plain pairs: at most so many in all, or so many for every fact that the generator finds. */
  readonly amount: { readonly perPassage: number } | { readonly perFact: number };
  /** How many plain pairs the generator will probably give, by the length of the passage. */
  readonly expectedPairs: number;
  /** The types that the expected plain pairs should have, where the text allows it. */
  readonly plain: Readonly<Record<PlainType, number>>;
  /** Pairs beside the plain ones. */
  readonly extra: Readonly<Record<ExtraType, number>>;
  /** For whom the questions are asked; null where the settings name nobody. */
  readonly audience: string | null;
}

type PlanSettings = Pick<DatasetSettings, 'pairs' | 'questionTypes' | 'audiences'>;

/** Rough lengths in tokens: what is shorter does not state another fact, or another thing worth a question. */
const tokensPerFact = 25;
const tokensPerPair = 40;

/**
 * Decides by hashes of the passage, so that a plan hangs on nothing but the passage and the settings, and the shares come
 * out over a dataset: of the passages that expect a third of an unanswerable question, every third gets one.
 */
export const planQuestions = (
  { sha256, tokens }: Pick<Passage, 'sha256' | 'tokens'>,
  { pairs, questionTypes: mix, audiences }: PlanSettings,
): QuestionPlan => {
  const expectedPairs = expectPairs(tokens, pairs);
  const extraShare = sum(extraTypes.map((type) => mix[type]));
  const extra = Object.fromEntries(
    extraTypes.map((type) => {
      const expected = (expectedPairs * mix[type]) / (1 - extraShare);
      return [type, Math.floor(expected + positionOf(`${sha256} ${type}`))];
    }),
  ) as Record<ExtraType, number>;
  return {
    amount: 'perFact' in pairs ? { perFact: pairs.perFact } : { perPassage: pairs.perPassage },
    expectedPairs,
    plain: drawTypes(expectedPairs, mix, sha256),
    extra,
    audience: audiences[Math.floor(positionOf(`${sha256} audience`) * audiences.length)] ?? null,
  };
};

const expectPairs = (tokens: number, pairs: PlanSettings['pairs']): number =>
  'perFact' in pairs
    ? pairs.perFact * Math.max(1, Math.round(tokens / tokensPerFact))
    : Math.min(pairs.perPassage, Math.max(1, Math.round(tokens / tokensPerPair)));

/** Draws by weight, once for every expected pair. */
const drawTypes = (
  draws: number,
  mix: PlanSettings['questionTypes'],
  seed: string,
): Record<PlainType, number> => {
  const drawn = Object.fromEntries(plainTypes.map((type) => [type, 0])) as Record<PlainType, number>;
  const total = sum(plainTypes.map((type) => mix[type]));
  for (let draw = 0; draw < draws; draw += 1) {
    let rest = positionOf(`${seed} type ${draw}`) * total;
    const type = plainTypes.find((candidate) => {
      rest -= mix[candidate];
      return rest < 0;
    });
    drawn[type ?? 'factual'] += 1;
  }
  return drawn;
};
