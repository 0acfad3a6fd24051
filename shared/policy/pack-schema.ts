import * as z from 'zod';
import { detectionModes } from '../domain/detection-mode.ts';
import { actions, severities } from '../domain/finding.ts';
import { entities } from './entities.ts';
import { gateNames } from './gate-settings.ts';

/** A longer pattern is a parser in disguise, and cannot be reviewed. */
const maxPatternLength = 500;

const slug = z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens');
const semver = z
  .string('use three numbers such as 1.0.0')
  .regex(/^\d+\.\d+\.\d+$/, 'use three numbers such as 1.0.0');
const entityName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'an entity name is upper-case, for example EMPLOYEE_ID');
const pattern = z.string().min(1).max(maxPatternLength);
const text = z.string().min(1);

const fields = ['passage', 'question', 'answer', 'evidence'] as const;

/** When a rule holds, by the kinds of thing found in the whole passage, or in the pair with all its fields. */
const conditionSchema = z.strictObject({
  anyEntity: z.array(entityName).min(1).optional(),
  allEntities: z.array(entityName).min(1).optional(),
  noEntity: z.array(entityName).min(1).optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

/** How a match is taken out of a text. */
const operatorSchema = z.discriminatedUnion('operator', [
  z.strictObject({ operator: z.literal('replace') }),
  z.strictObject({
    operator: z.literal('mask'),
    /** How many letters and digits at the end stay readable. */
    keepLast: z.number().int().min(0).max(8).default(4),
  }),
  z.strictObject({ operator: z.literal('hash') }),
  z.strictObject({
    operator: z.literal('generalize'),
    to: z.enum(['year', 'zip3', 'age-band', 'state']),
    /** With `year`: an earlier one is replaced as a whole, because it tells that somebody is very old. */
    earliest: z.number().int().min(1800).max(2200).optional(),
  }),
]);
export type Operator = z.infer<typeof operatorSchema>;

const testsSchema = z.strictObject({
  /** Texts in which the rule must find something. */
  match: z.array(text).default([]),
  /** Texts in which it must find nothing. */
  noMatch: z.array(text).default([]),
});

const describedRule = {
  id: slug,
  title: text,
  /** What a reader of the report should know or do about a finding. */
  message: text.optional(),
  severity: z.enum(severities),
  /** The paragraphs, standards or pages that ask for the rule. */
  references: z.array(text).default([]),
  enabled: z.boolean().default(true),
};
const textRule = {
  ...describedRule,
  /** `allow` reports nothing: it marks what the conditions of other rules ask for. */
  action: z.enum(actions),
  scope: z
    .array(z.enum(fields))
    .min(1)
    .default([...fields]),
  when: conditionSchema.optional(),
  redact: operatorSchema.prefault({ operator: 'replace' }),
  tests: testsSchema.prefault({}),
};
const gatingAction = z.enum(['flag', 'reject']);

const contextSchema = z.strictObject({
  words: z.array(text).min(1),
  /** How many characters before the match the words are looked for in. */
  window: z.number().int().min(1).max(200).default(60),
  /** Whether a match without such a word counts at all. */
  required: z.boolean().default(false),
});

const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('entity'),
    ...textRule,
    entities: z.array(z.enum(entities)).min(1),
    minScore: z.number().min(0).max(1).default(0.5),
  }),
  z.strictObject({
    kind: z.literal('pattern'),
    ...textRule,
    /** A regular expression of JavaScript, matched without regard to case unless `caseSensitive` is set. */
    pattern,
    caseSensitive: z.boolean().default(false),
    entity: entityName,
    context: contextSchema.optional(),
    validate: z.enum(['luhn', 'iban', 'mod11']).optional(),
  }),
  z.strictObject({
    kind: z.literal('terms'),
    ...textRule,
    terms: z.array(text).min(1),
    wholeWord: z.boolean().default(true),
  }),
  z.strictObject({
    kind: z.literal('topic'),
    ...describedRule,
    action: gatingAction,
    /** The topic in plain words, as a judge or a guardrail reads it. */
    definition: text.max(1000),
    examples: z.array(text).max(100).default([]),
    /** Words that name the topic; they are all that a run without a model can look for. */
    terms: z.array(text).default([]),
    when: conditionSchema.optional(),
    tests: testsSchema.prefault({}),
  }),
  z.strictObject({
    kind: z.literal('disclaimer'),
    ...describedRule,
    action: gatingAction,
    /** A pair whose question or answer matches this must carry the disclaimer in its answer. */
    trigger: pattern,
    mustContainAny: z.array(text).min(1),
    tests: testsSchema.prefault({}),
  }),
  z.strictObject({
    kind: z.literal('quality'),
    ...describedRule,
    action: gatingAction,
    check: z.enum(gateNames),
    parameters: z.record(z.string(), z.unknown()).default({}),
  }),
  z.strictObject({
    kind: z.literal('judge'),
    ...describedRule,
    action: gatingAction,
    /** The rule in plain words; a pair that breaks it is named with a quote that shows it. */
    instruction: text.max(2000),
    /** How sure the judge must be, 0 to 1. */
    threshold: z.number().min(0).max(1).default(0.5),
    examples: z
      .strictObject({ violates: z.array(text).default([]), complies: z.array(text).default([]) })
      .prefault({}),
  }),
]);
export type Rule = z.infer<typeof ruleSchema>;
export type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>;

/** A decision that a person has taken and will have to take again: from the day `expires` on, the rule holds anew. */
const exceptionSchema = z.strictObject({
  ruleId: slug,
  match: text,
  mode: z.enum(['exact', 'pattern']).default('exact'),
  reason: text,
  approvedBy: text,
  expires: z.iso.date(),
});
export type PolicyException = z.infer<typeof exceptionSchema>;

/** A policy pack, as written in YAML. */
export const packSchema = z.strictObject({
  apiVersion: z.literal('quarry-policy/v1'),
  id: slug,
  version: semver,
  title: text,
  owner: text.optional(),
  /** What the pack does not do, for whoever relies on it. */
  limits: text.optional(),
  /** Packs whose rules apply too. A rule of this pack replaces one of theirs that has the same id. */
  extends: z.array(slug).default([]),
  detection: z.enum(detectionModes).default('fast'),
  onDetectorError: gatingAction.default('reject'),
  rules: z.array(ruleSchema).default([]),
  exceptions: z.array(exceptionSchema).default([]),
});
export type PolicyPack = z.infer<typeof packSchema>;
