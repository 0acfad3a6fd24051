import * as z from 'zod';
import { contentId } from './hash.ts';
import { questionTypes, savedType } from './question-types.ts';
import { usageSchema } from './usage.ts';

const turnSchema = z.strictObject({
  question: z.string(),
  answer: z.string(),
  /** Verbatim quotes of the passage that bear the answer. */
  evidence: z.array(z.string()),
  /** How the quotes bear the answer, where a generator was asked for it. It goes into the row with the answer. */
  reasoning: z.string().optional(),
});
/** One question of a conversation with its answer. */
export type Turn = z.infer<typeof turnSchema>;

/** One question with its answer, evidence and type, as a generator proposes it; nothing is checked yet. */
export const pairSchema = turnSchema.extend({
  questionType: z.enum([...questionTypes, savedType]),
  /** Who would ask it; null where the settings name nobody. */
  audience: z.string().nullable(),
  /** The facts that it is about, by their position in the generation's `facts`. */
  facts: z.array(z.number().int().nonnegative()),
  /** Further turns of the same conversation, which may refer back to what was said before. */
  followUps: z.array(turnSchema),
});
export type Pair = z.infer<typeof pairSchema>;

/** The turns of a pair in their order; most pairs have one. */
export const turnsOf = ({ question, answer, evidence, reasoning, followUps }: Pair): Turn[] => [
  { question, answer, evidence, ...(reasoning !== undefined && { reasoning }) },
  ...followUps,
];

/** A pair with the same number of turns, each changed. */
export const mapTurns = (pair: Pair, change: (turn: Turn, index: number) => Turn): Pair => {
  const [first, ...followUps] = turnsOf(pair).map(change);
  return { ...pair, ...first, followUps };
};

/** `qa_` and 16 hex digits: the same pair from the same passage has the same id in every run. */
export const pairId = (passageId: string, pair: Pair): string =>
  `qa_${contentId([passageId, ...turnsOf(pair).flatMap(({ question, answer }) => [question, answer])])}`;

/** What one generator answered to one request: `pairs/<passage>-<generator>-<request>.json`, the cache that is paid for once. */
export const generationSchema = z.strictObject({
  generator: z.string(),
  modelId: z.string().nullable(),
  promptVersion: z.string(),
  /** ISO 8601 in UTC. Rows take it over, so that a second run, which reads the cache, changes no byte. */
  createdAt: z.string(),
  /** What the generator says that the passage states, one fact a sentence; empty where it lists none. */
  facts: z.array(z.string()),
  pairs: z.array(pairSchema),
  /** What it wrote beside what it was asked for; never kept, but on record. */
  unasked: z.array(pairSchema).default([]),
  /** Set when the generator could not answer for this passage; `pairs` is then empty. */
  failure: z.string().nullable(),
  usage: usageSchema,
  /** What it would probably use, where the budget did not reach: nothing was asked, and the next run tries again. */
  shortfall: usageSchema.nullable(),
});
export type Generation = z.infer<typeof generationSchema>;
