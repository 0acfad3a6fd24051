import * as z from 'zod';
import { sum } from './sum.ts';

/** What a passage is asked for as a matter of course. */
export const plainTypes = [
  'factual',
  'procedural',
  'definition',
  'comparison',
  'conditional',
  'yes-no',
] as const;

/** What only some passages are asked for, beside their plain pairs; a hash of the passage decides which. */
export const extraTypes = ['multi-passage', 'multi-turn', 'unanswerable', 'false-premise'] as const;

/** What a person has saved has no type that anybody asked for. */
export const savedType = 'saved';

export const questionTypes = [...plainTypes, ...extraTypes] as const;
export type PlainType = (typeof plainTypes)[number];
export type QuestionType = (typeof questionTypes)[number];
export type ExtraType = (typeof extraTypes)[number];

const weight = z.number().min(0).max(1);

/** Above it, a dataset would hold hardly any plain pair. */
const mostExtras = 0.8;

/**
 * How often each type is asked for. Those of the extra types are shares of all pairs; the plain types divide what is left
 * between them by their weights. A passage that does not allow a type gets a factual question in its place.
 */
export const questionMixSchema = z
  .strictObject({
    factual: weight.default(0.4),
    procedural: weight.default(0.15),
    definition: weight.default(0.1),
    comparison: weight.default(0.1),
    conditional: weight.default(0.15),
    'yes-no': weight.default(0.1),
    'multi-passage': weight.default(0.05),
    'multi-turn': weight.default(0.05),
    unanswerable: weight.default(0.06),
    'false-premise': weight.default(0.03),
  })
  .refine((mix) => sum(extraTypes.map((type) => mix[type])) <= mostExtras, {
    error: `${extraTypes.join(', ')} may make up at most ${mostExtras * 100} % together`,
  })
  .refine((mix) => plainTypes.some((type) => mix[type] > 0), {
    error: `at least one of ${plainTypes.join(', ')} must be above 0`,
  });
