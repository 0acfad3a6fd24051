import * as z from 'zod';
import { extraTypes, plainTypes } from '#shared/domain/question-types.ts';

/** What the fields are is said in the prompts, and only there: a model reads the schema, too. */
const text = z.string().min(1);
const turn = { question: text, answer: text, evidence: z.array(text) };
const followUps = z.array(z.object(turn)).default([]);

/** What a passage alone can give. */
const askableTypes = [...plainTypes, ...extraTypes.filter((type) => type !== 'multi-passage')] as const;

export const passageReplySchema = z.object({
  facts: z.array(z.string()),
  pairs: z.array(
    z.object({
      ...turn,
      questionType: z.enum(askableTypes),
      facts: z.array(z.number().int().positive()).default([]),
      followUps,
    }),
  ),
});

export const sectionReplySchema = z.object({ pairs: z.array(z.object(turn)) });

export const retryReplySchema = z.object({
  pairs: z.array(z.object({ pair: z.number().int().positive(), ...turn, followUps })),
});
