import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { parquetBytes } from '#shared/parquet/parquet-bytes.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import { collect } from './collect.ts';
import { foreignReaders } from './foreign-readers.ts';

/** A schema with the values that fit it. */
interface Kind {
  readonly schema: z.ZodType;
  readonly value: fc.Arbitrary<unknown>;
}

const anyCodeUnits = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
});

const scalars: readonly Kind[] = [
  { schema: z.string(), value: fc.oneof(fc.string({ unit: 'binary' }), anyCodeUnits) },
  { schema: z.enum(['train', 'validation']), value: fc.constantFrom('train', 'validation') },
  { schema: z.number().int(), value: fc.maxSafeInteger() },
  { schema: z.int32(), value: fc.integer() },
  { schema: z.number(), value: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { schema: z.boolean(), value: fc.boolean() },
  {
    schema: z.date(),
    value: fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
  },
];

const memberNames = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/), {
  minLength: 1,
  maxLength: 4,
});

const structOf = (members: readonly (readonly [string, Kind])[]) => ({
  schema: z.strictObject(Object.fromEntries(members.map(([name, { schema }]) => [name, schema]))),
  value: fc.record(Object.fromEntries(members.map(([name, { value }]) => [name, value]))),
});

const nullable = ({ schema, value }: Kind): Kind => ({ schema: schema.nullable(), value: fc.option(value) });

const kindWithin = (depth: number): fc.Arbitrary<Kind> => {
  const scalar = fc.constantFrom(...scalars);
  if (depth === 0) return fc.oneof(scalar, scalar.map(nullable));
  const inner = kindWithin(depth - 1);
  const list = inner.map(
    ({ schema, value }): Kind => ({
      schema: z.array(schema),
      value: fc.array(value, { maxLength: 3 }),
    }),
  );
  const anyKind = fc.oneof(scalar, list, structWithin(depth - 1));
  return fc.oneof(anyKind, anyKind.map(nullable));
};

const structWithin = (depth: number) =>
  memberNames
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), kindWithin(depth)))))
    .map(structOf);

const files = structWithin(3).chain(({ schema, value }) =>
  fc.record({ schema: fc.constant(schema), rows: fc.array(value, { maxLength: 12 }) }),
);

/** What a file keeps: UTF-8 has no lone surrogates, and zero has no sign. */
const kept = (value: unknown): unknown => {
  if (value === 0) return 0;
  if (typeof value === 'string') return Buffer.from(value).toString();
  if (Array.isArray(value)) return value.map(kept);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, kept(member)]));
};

it('any rows of any schema come back equal from every reader', async () => {
  await fc.assert(
    fc.asyncProperty(files, async ({ schema, rows }) => {
      const bytes = await parquetBytes(schema, rows);
      const expected = rows.map(kept);
      expect(await collect(parseParquetRows(bytes, schema))).toEqual(expected);
      for (const { readAll } of foreignReaders) expect(await readAll(bytes)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
