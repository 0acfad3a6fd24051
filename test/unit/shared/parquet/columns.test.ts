import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { rejectedRowSchema } from '#shared/domain/row.ts';
import { parquetColumns } from '#shared/parquet/columns.ts';

describe('the columns of a row schema', () => {
  it('have the type of the schema, in its order', () => {
    const columns = parquetColumns(
      z.strictObject({
        text: z.string().min(1),
        link: z.url(),
        choice: z.enum(['a', 'b']),
        count: z.number().int().nonnegative(),
        small: z.int32(),
        share: z.number().min(0).max(1),
        flag: z.boolean(),
        at: z.date(),
        note: z.string().nullable(),
        tags: z.array(z.string().nullable()),
        grid: z.array(z.array(z.number())).nullable(),
        turns: z.array(z.strictObject({ role: z.string(), content: z.string() })),
      }),
    );

    expect(Object.entries(columns)).toEqual([
      ['text', 'string'],
      ['link', 'string'],
      ['choice', 'string'],
      ['count', 'int64'],
      ['small', 'int32'],
      ['share', 'double'],
      ['flag', 'boolean'],
      ['at', 'timestamp'],
      ['note', 'string'],
      ['tags', { list: 'string' }],
      ['grid', { list: { list: 'double' } }],
      ['turns', { list: { struct: { role: 'string', content: 'string' } } }],
    ]);
  });

  it('exist for every member of the rows that Quarry writes', () => {
    expect(Object.keys(parquetColumns(rejectedRowSchema))).toEqual(Object.keys(rejectedRowSchema.shape));
  });

  it.each([
    ['a union', { score: z.union([z.string(), z.number()]) }, 'score: union'],
    ['a record', { scores: z.record(z.string(), z.number()) }, 'scores: record'],
    ['a bigint', { size: z.bigint() }, 'size: bigint'],
    ['a transform', { at: z.string().transform(Number) }, 'at: pipe'],
    ['an optional member', { page: z.number().optional() }, 'page: optional'],
    ['an enum of numbers', { level: z.enum({ low: 1, high: 2 }) }, 'level: an enum of numbers'],
    ['a kind deep inside', { docs: z.array(z.object({ id: z.unknown() })) }, 'docs[].id: unknown'],
    ['an empty struct', { scores: z.strictObject({}) }, 'scores: an object without members'],
    [
      'a loose struct',
      { extra: z.looseObject({ a: z.string() }) },
      'extra: an object that keeps unknown keys',
    ],
    ['a name that readers must quote', { 'a.b': z.string() }, 'a.b: a name other than'],
    ['no columns at all', {}, '(root): an object without members'],
  ])('are refused for %s, by name', (_kind, shape, message) => {
    expect(() => parquetColumns(z.strictObject(shape))).toThrow(`Parquet column ${message}`);
  });
});
