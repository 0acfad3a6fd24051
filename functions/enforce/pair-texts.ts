import type { Finding } from '#shared/domain/finding.ts';
import type { Pair } from '#shared/domain/pair.ts';

/** One of the texts of a pair, with its field and who says it. */
export interface PairText {
  readonly field: Exclude<Finding['field'], 'passage'>;
  readonly source: 'input' | 'output';
  readonly text: string;
}

export const textsOf = ({ question, answer, evidence }: Pair): PairText[] => [
  { field: 'question', source: 'input', text: question },
  { field: 'answer', source: 'output', text: answer },
  ...evidence.map((text): PairText => ({ field: 'evidence', source: 'output', text })),
];

/** A pair with other texts in the order of `textsOf`. */
export const withTexts = (pair: Pair, texts: readonly string[]): Pair => {
  const [question = '', answer = '', ...evidence] = texts;
  return { ...pair, question, answer, evidence };
};
