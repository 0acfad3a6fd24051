import * as z from 'zod';
import { type Path, type PathData, pathSchema, readPath } from '../data/path.ts';
import { runtimeFailure } from '../failures/state-failure.ts';
import { comparisonFields, type Test } from './comparison.ts';

export type Condition = (data: PathData) => boolean;

const operators = ['And', 'Or', 'Not', ...Object.keys(comparisonFields)];

const conditionFields = {
  Comment: z.string().optional(),
  Variable: pathSchema.optional(),
  And: z
    .array(z.lazy(() => conditionSchema))
    .min(1)
    .optional(),
  Or: z
    .array(z.lazy(() => conditionSchema))
    .min(1)
    .optional(),
  Not: z.lazy(() => conditionSchema).optional(),
  ...Object.fromEntries(Object.entries(comparisonFields).map(([name, field]) => [name, field.optional()])),
};

interface ConditionFields {
  readonly Variable?: Path | undefined;
  readonly And?: readonly Condition[] | undefined;
  readonly Or?: readonly Condition[] | undefined;
  readonly Not?: Condition | undefined;
  readonly [comparison: string]: unknown;
}

const checkOperator = (fields: ConditionFields, { addIssue }: z.RefinementCtx): void => {
  const used = operators.filter((operator) => fields[operator] !== undefined);
  if (used.length !== 1) addIssue(`needs exactly one operator, has ${used.join(' and ') || 'none'}`);
  const isDataTest = used.some((operator) => operator in comparisonFields);
  if (isDataTest !== (fields.Variable !== undefined))
    addIssue('needs a Variable for a comparison, and only for that');
};

const compile = (fields: ConditionFields): Condition => {
  const { Variable, And, Or, Not } = fields;
  if (And) return (data) => And.every((condition) => condition(data));
  if (Or) return (data) => Or.some((condition) => condition(data));
  if (Not) return (data) => !Not(data);

  const operator = operators.find((name) => fields[name] !== undefined) as string;
  const variable = Variable as Path;
  const test = fields[operator] as Test;
  return (data) => {
    const value = readPath(variable, data);
    if (value === undefined && operator !== 'IsPresent')
      throw runtimeFailure(`Variable ${variable.source} leads nowhere`);
    return test(value, data);
  };
};

const conditionSchema: z.ZodType<Condition> = z
  .strictObject(conditionFields)
  .superRefine(checkOperator)
  .transform(compile);

/** A rule of a Choice state: a condition, and the state that follows when it holds. */
export const choiceRuleSchema = z
  .strictObject({ ...conditionFields, Next: z.string() })
  .superRefine(checkOperator)
  .transform((fields) => ({ next: fields.Next, holds: compile(fields) }));
