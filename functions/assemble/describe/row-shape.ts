import { documentsOf, type Row } from '#shared/domain/row.ts';
import { belowContext } from '../rows/ground/render-turns.ts';
import { rankCounts } from './rank-counts.ts';

/** Rows by one property, the most frequent first. */
export type Distribution = readonly { readonly name: string; readonly rows: number }[];

export interface RowShape {
  readonly questionTypes: Distribution;
  /** Generator, model and version of the prompt, as one name. */
  readonly generators: Distribution;
  /** Rows by the words of their last assistant turn; every range is there, in order. */
  readonly answerWords: Distribution;
}

const ranges = [
  { name: 'up to 10', most: 10 },
  { name: '11 to 25', most: 25 },
  { name: '26 to 50', most: 50 },
  { name: '51 to 100', most: 100 },
  { name: 'over 100', most: Number.POSITIVE_INFINITY },
] as const;

/** Counts rows by what they are like. */
export const createShapeCounter = () => {
  const questionTypes = new Map<string, number>();
  const generators = new Map<string, number>();
  const answerWords = new Map<string, number>(ranges.map(({ name }) => [name, 0]));
  return {
    add: (row: Row): void => {
      increment(questionTypes, row.question_type);
      increment(generators, [row.generator, row.model_id, row.prompt_version].filter(Boolean).join(' · '));
      increment(answerWords, rangeOf(answerOf(row)));
    },
    shape: (): RowShape => ({
      questionTypes: distribution(rankCounts(questionTypes)),
      generators: distribution(rankCounts(generators)),
      answerWords: distribution(answerWords),
    }),
  };
};

const answerOf = (row: Row): string => {
  const answer = row.messages.findLast(({ role }) => role === 'assistant')?.content ?? '';
  return documentsOf(row).length > 0 ? belowContext(answer) : answer;
};

const rangeOf = (text: string): string => {
  const words = text.split(/\s+/).filter(Boolean).length;
  return ranges.find(({ most }) => words <= most)?.name ?? '';
};

const increment = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

const distribution = (counts: Iterable<readonly [string, number]>): Distribution =>
  [...counts].map(([name, rows]) => ({ name, rows }));
