import { readFileSync } from 'node:fs';
import * as z from 'zod';

const folder = new URL('../fixtures/extractive/', import.meta.url);

const gradedPairSchema = z.strictObject({
  document: z.string(),
  rule: z.string(),
  question: z.string(),
  answer: z.string(),
  grade: z.enum(['good', 'bland', 'bad']),
  reason: z.string().optional(),
});
export type GradedPair = z.infer<typeof gradedPairSchema>;

/**
 * Sixty pairs, drawn by hash from all that the extractive generator gives for the documents of the fixture, and graded by
 * reading. Good: right, natural, and both turns stand alone. Bland: right and standing alone, but stiff or of little use.
 * Bad: wrong, incomplete so that it misleads, ungrammatical to the point of doubt, or in need of context.
 */
export const gradedPairs = (): GradedPair[] => read('graded-pairs.jsonl');

/** Pairs that earlier versions of the generator gave for these documents, and that a reader found bad. */
export const refusedPairs = (): GradedPair[] => read('refused-pairs.jsonl');

const read = (name: string): GradedPair[] =>
  readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => gradedPairSchema.parse(JSON.parse(line)));

export const gradedDocument = (name: string): string =>
  readFileSync(new URL(`documents/${name}`, folder), 'utf8');
