import type { Finding } from './finding.ts';
import { mapTurns, type Pair, turnsOf } from './pair.ts';

/** One of the texts of a pair, with its field and who says it. */
export interface PairText {
  readonly field: Exclude<Finding['field'], 'passage' | 'heading'>;
  readonly source: 'input' | 'output';
  readonly text: string;
}

/** Turn by turn: question, answer, quotes. Reasoning counts as a second text of the answer. */
export const textsOf = (pair: Pair): PairText[] =>
  turnsOf(pair).flatMap(({ question, answer, reasoning, evidence }): PairText[] => [
    { field: 'question', source: 'input', text: question },
    { field: 'answer', source: 'output', text: answer },
    ...(reasoning === undefined
      ? []
      : [{ field: 'answer' as const, source: 'output' as const, text: reasoning }]),
    ...evidence.map((text): PairText => ({ field: 'evidence', source: 'output', text })),
  ]);

/** A pair with other texts in the order of `textsOf`. */
export const withTexts = (pair: Pair, texts: readonly string[]): Pair => {
  const remaining = texts.values();
  const next = (): string => remaining.next().value ?? '';
  return mapTurns(pair, ({ evidence, reasoning }) => ({
    question: next(),
    answer: next(),
    ...(reasoning !== undefined && { reasoning: next() }),
    evidence: evidence.map(next),
  }));
};

/** Where a text begins in its field: texts of one field count through, as if they stood on lines of their own. */
export const offsetInField = (texts: readonly PairText[], index: number): number =>
  texts
    .slice(0, index)
    .filter(({ field }) => field === texts[index]?.field)
    .reduce((offset, { text }) => offset + text.length + 1, 0);
