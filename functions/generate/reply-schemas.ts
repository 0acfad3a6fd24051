import * as z from 'zod';
import { extraTypes, plainTypes } from '#shared/domain/question-types.ts';

const text = z.string().min(1);
const turn = {
  question: text,
  answer: text,
  evidence: z.array(text).describe('Verbatim quotes of the passage that prove the answer.'),
};
const followUps = z
  .array(z.object(turn))
  .describe('Further turns of a multi-turn pair; else empty.')
  .default([]);

/** What a passage alone can give. */
const askableTypes = [...plainTypes, ...extraTypes.filter((type) => type !== 'multi-passage')] as const;

export const passageReplySchema = z.object({
  facts: z.array(z.string()).describe('Each fact of the passage as one short sentence.'),
  pairs: z.array(
    z.object({
      ...turn,
      questionType: z.enum(askableTypes),
      facts: z
        .array(z.number().int().positive())
        .describe('The numbers of the facts that the pair is about, from 1.')
        .default([]),
      followUps,
    }),
  ),
});

export const sectionReplySchema = z.object({ pairs: z.array(z.object(turn)) });

export const retryReplySchema = z.object({
  pairs: z.array(z.object({ pair: z.number().int().positive(), ...turn, followUps })),
});
