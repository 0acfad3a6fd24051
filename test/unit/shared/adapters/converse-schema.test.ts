import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { withinConverse } from '#shared/adapters/converse-schema.ts';
import { jsonSchemaOf } from '#shared/adapters/request-schema.ts';
import { replySchemas } from '../../../../functions/generate/reply-schemas.ts';

/** All that structured output on Bedrock may be told of a schema. */
const known = new Set([
  'type',
  'description',
  'enum',
  'const',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'minItems',
  'anyOf',
]);

const keywordsIn = (schema: object): string[] =>
  Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'properties') return [key, ...Object.values(value as object).flatMap(keywordsIn)];
    if (key === 'items') return [key, ...keywordsIn(value as object)];
    return key === 'anyOf' ? [key, ...(value as object[]).flatMap(keywordsIn)] : [key];
  });

/** Schemas with bounds of every kind, of any depth. */
const { schema: anySchema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<z.ZodType>(
      z.string().min(2).max(9),
      z.string().regex(/^a/),
      z.number().int().min(1).max(5),
      z.enum(['a', 'b']),
      z.literal('x'),
      z.boolean().default(true),
      z.string().nullable(),
    ),
    tie('schema').chain((item) => fc.constantFrom(z.array(item).min(1), z.array(item).min(2).max(4))),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema')).map((shape) => z.strictObject(shape)),
    fc.tuple(tie('schema'), tie('schema')).map(([a, b]) => z.union([a, b])),
  ),
}));

describe('a schema within what Converse knows', () => {
  test('has no other keyword, and closes every object', () => {
    fc.assert(
      fc.property(anySchema, (schema) => {
        const reduced = withinConverse(jsonSchemaOf(schema));
        expect(keywordsIn(reduced).filter((key) => !known.has(key))).toEqual([]);
        expect(JSON.stringify(reduced)).not.toMatch(/"type":"object"(?!.*"additionalProperties":false)/);
      }),
    );
  });

  test('keeps names, types, choices and what must be there', () => {
    const schema = z.object({
      name: z.string().min(1).describe('Whose it is.'),
      kind: z.enum(['bag', 'pet']),
      weights: z.array(z.number().positive()).min(1),
      notes: z.array(z.string()).default([]),
    });
    expect(withinConverse(jsonSchemaOf(schema))).toEqual({
      type: 'object',
      properties: {
        name: { type: 'string', description: 'Whose it is.' },
        kind: { type: 'string', enum: ['bag', 'pet'] },
        weights: { type: 'array', items: { type: 'number' }, minItems: 1 },
        notes: { type: 'array', items: { type: 'string' } },
      },
      required: ['name', 'kind', 'weights'],
      additionalProperties: false,
    });
  });

  test.each(Object.values(replySchemas).flatMap((schemas) => Object.entries(schemas)))(
    'can be made of %s',
    (_name, schema) => {
      expect(withinConverse(jsonSchemaOf(schema)).properties).toHaveProperty('pairs');
    },
  );

  test('is not made of a schema that refers to itself, or whose keys are not named', () => {
    const tree = z.object({
      get children() {
        return z.array(tree);
      },
    });
    expect(() => withinConverse(jsonSchemaOf(tree))).toThrow(/cannot say/);
    expect(() => withinConverse(jsonSchemaOf(z.record(z.string(), z.number())))).toThrow(/cannot say/);
  });
});
