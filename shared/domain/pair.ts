import * as z from 'zod';
import { contentId } from './hash.ts';
import { usageSchema } from './usage.ts';

export const questionTypes = [
  'factual',
  'procedural',
  'definition',
  'comparison',
  'conditional',
  'yes-no',
  'multi-passage',
  'multi-turn',
  'unanswerable',
  'false-premise',
] as const;

/** One question with its answer, evidence and type, as a generator proposes it; nothing is checked yet. */
export const pairSchema = z.strictObject({
  question: z.string(),
  answer: z.string(),
  /** Verbatim quotes of the passage that bear the answer. */
  evidence: z.array(z.string()),
  questionType: z.enum(questionTypes),
});
export type Pair = z.infer<typeof pairSchema>;

/** `qa_` and 16 hex digits: the same pair from the same passage has the same id in every run. */
export const pairId = (passageId: string, pair: Pick<Pair, 'question' | 'answer'>): string =>
  `qa_${contentId([passageId, pair.question, pair.answer])}`;

/** A call that the budget did not reach for, with what it would probably cost. */
export const shortfallSchema = z.strictObject({ likelyUsd: z.number().nonnegative() });
export type Shortfall = z.infer<typeof shortfallSchema>;

/** What one generator made of one passage: `pairs/<passage>-<generator>.json`, the cache that is paid for once. */
export const generationSchema = z.strictObject({
  generator: z.string(),
  modelId: z.string().nullable(),
  promptVersion: z.string(),
  /** ISO 8601 in UTC. Rows take it over, so that a second run, which reads the cache, changes no byte. */
  createdAt: z.string(),
  pairs: z.array(pairSchema),
  /** Set when the generator could not answer for this passage; `pairs` is then empty. */
  failure: z.string().nullable(),
  usage: usageSchema,
  /** Set when the budget did not reach: then nothing was asked, and the next run tries again. */
  shortfall: shortfallSchema.nullable(),
});
