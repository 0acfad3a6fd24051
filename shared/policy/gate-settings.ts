import * as z from 'zod';

const language = z.string().regex(/^[a-z]{2}$/, 'a language is two letters of ISO 639-1, for example en');

/**
 * What a `quality` rule may set, gate by gate. Every gate always runs; a rule changes its parameters, or turns its
 * rejection into a flag.
 */
export const gateParameterSchemas = {
  'well-formed': z.strictObject({}),
  'stands-alone': z.strictObject({
    /** Phrases that betray a pair which cannot be understood without its passage, beside the built-in ones. */
    phrases: z.array(z.string().min(3)).default([]),
  }),
  language: z.strictObject({
    /** The languages that pairs may have; empty for the language of the passage. */
    languages: z.array(language).default([]),
  }),
  length: z.strictObject({
    minQuestionCharacters: z.number().int().positive().default(8),
    maxQuestionCharacters: z.number().int().positive().default(400),
    minAnswerCharacters: z.number().int().positive().default(2),
    maxAnswerCharacters: z.number().int().positive().default(3000),
  }),
  refusal: z.strictObject({}),
  evidence: z.strictObject({}),
  'grounded-numbers': z.strictObject({}),
  'grounded-names': z.strictObject({}),
  hollow: z.strictObject({
    /** How many words with a meaning of their own the answer must add to the question after redaction. */
    minContentWords: z.number().int().nonnegative().default(2),
  }),
} as const;

export const gateNames = [
  'well-formed',
  'stands-alone',
  'language',
  'length',
  'refusal',
  'evidence',
  'grounded-numbers',
  'grounded-names',
  'hollow',
] as const satisfies (keyof typeof gateParameterSchemas)[];
export type GateName = (typeof gateNames)[number];
export type GateParameters<Name extends GateName> = z.infer<(typeof gateParameterSchemas)[Name]>;

/** How one gate is set by the packs of a dataset. */
interface GateSetting<Name extends GateName> {
  /** `<pack>@<version>` and the rule that set it, as findings carry them. */
  readonly pack: string;
  readonly ruleId: string;
  readonly action: 'flag' | 'reject';
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly parameters: GateParameters<Name>;
}
export type GateSettings = { readonly [Name in GateName]: GateSetting<Name> };
