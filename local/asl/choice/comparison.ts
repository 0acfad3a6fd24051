import * as z from 'zod';
import type { Json } from '../data/json.ts';
import { type PathData, pathSchema, readPath } from '../data/path.ts';
import { runtimeFailure } from '../failures/state-failure.ts';
import { matchesWildcards, wildcardsSchema } from './wildcards.ts';

/** A test of the value of a `Variable`; undefined stands for a path that leads nowhere. */
export type Test = (value: Json | undefined, data: PathData) => boolean;

type Order = (difference: number) => boolean;

const orders: Record<string, Order> = {
  Equals: (difference) => difference === 0,
  LessThan: (difference) => difference < 0,
  GreaterThan: (difference) => difference > 0,
  LessThanEquals: (difference) => difference <= 0,
  GreaterThanEquals: (difference) => difference >= 0,
};

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const isTimestamp = (value: Json | undefined): value is string =>
  typeof value === 'string' && rfc3339.test(value) && !Number.isNaN(Date.parse(value));

/** RFC 3339 with an upper-case T and Z. */
export const timestampSchema = z
  .string()
  .refine(isTimestamp, 'is not a timestamp such as 2026-01-31T09:00:00Z');

/** Each type of operand: how to recognise it, and the sign of the difference of two. Values of another type never match. */
const operands = {
  String: {
    schema: z.string(),
    compare: (left: string, right: string) => Number(left > right) - Number(left < right),
  },
  Numeric: { schema: z.number(), compare: (left: number, right: number) => left - right },
  Boolean: { schema: z.boolean(), compare: (left: boolean, right: boolean) => Number(left) - Number(right) },
  Timestamp: {
    schema: timestampSchema,
    compare: (left: string, right: string) => Date.parse(left) - Date.parse(right),
  },
};

const ordered = <Operand extends Json>(
  type: string,
  { schema, compare }: { schema: z.ZodType<Operand>; compare: (left: Operand, right: Operand) => number },
  orderNames: string[],
): Record<string, z.ZodType<Test>> => {
  const isOperand = (value: Json | undefined): value is Operand => schema.safeParse(value).success;
  const tests: Record<string, z.ZodType<Test>> = {};
  for (const orderName of orderNames) {
    const holds = orders[orderName] as Order;
    const test = (value: Json | undefined, expected: Json): boolean =>
      isOperand(value) && isOperand(expected) && holds(compare(value, expected));
    tests[`${type}${orderName}`] = schema.transform(
      (expected): Test =>
        (value) =>
          test(value, expected),
    );
    tests[`${type}${orderName}Path`] = pathSchema.transform(
      (path): Test =>
        (value, data) => {
          const expected = readPath(path, data);
          if (expected === undefined)
            throw runtimeFailure(`${type}${orderName}Path ${path.source} leads nowhere`);
          return test(value, expected);
        },
    );
  }
  return tests;
};

const is = (recognises: (value: Json | undefined) => boolean): z.ZodType<Test> =>
  z.boolean().transform(
    (expected): Test =>
      (value) =>
        recognises(value) === expected,
  );

/** Every operator of a data test under its name. https://states-language.net/spec.html#choice-state */
export const comparisonFields: Record<string, z.ZodType<Test>> = {
  ...ordered('String', operands.String, Object.keys(orders)),
  ...ordered('Numeric', operands.Numeric, Object.keys(orders)),
  ...ordered('Boolean', operands.Boolean, ['Equals']),
  ...ordered('Timestamp', operands.Timestamp, Object.keys(orders)),
  StringMatches: wildcardsSchema.transform(
    (pattern): Test =>
      (value) =>
        typeof value === 'string' && matchesWildcards(pattern, value),
  ),
  IsPresent: is((value) => value !== undefined),
  IsNull: is((value) => value === null),
  IsString: is((value) => typeof value === 'string'),
  IsNumeric: is((value) => typeof value === 'number'),
  IsBoolean: is((value) => typeof value === 'boolean'),
  IsTimestamp: is(isTimestamp),
};
