import * as z from 'zod';
import { extraTypes, plainTypes } from '#shared/domain/question-types.ts';

/** What the fields are is said in the prompts, and only there: a model reads the schema, too. */
const text = z.string().min(1);

/** What a passage alone can give. */
const askableTypes = [...plainTypes, ...extraTypes.filter((type) => type !== 'multi-passage')] as const;

const schemasFor = <Reasoning extends z.ZodRawShape>(reasoning: Reasoning) => {
  const turn = { question: text, answer: text, evidence: z.array(text), ...reasoning };
  const followUps = z.array(z.object(turn)).default([]);
  return {
    passage: z.object({
      facts: z.array(z.string()),
      pairs: z.array(
        z.object({
          ...turn,
          questionType: z.enum(askableTypes),
          facts: z.array(z.number().int().positive()).default([]),
          followUps,
        }),
      ),
    }),
    section: z.object({ pairs: z.array(z.object(turn)) }),
    retry: z.object({
      pairs: z.array(z.object({ pair: z.number().int().positive(), ...turn, followUps })),
    }),
  };
};

type Schemas = ReturnType<typeof schemasFor<{ reasoning: z.ZodOptional<z.ZodString> }>>;
type ReplySchemas = { readonly [Kind in keyof Schemas]: z.ZodType<z.infer<Schemas[Kind]>> };

/** What a model answers to each kind of request, in pairs that come with reasoning or without. */
export const replySchemas: { readonly plain: ReplySchemas; readonly reasoned: ReplySchemas } = {
  plain: schemasFor({}),
  reasoned: schemasFor({ reasoning: text }),
};
