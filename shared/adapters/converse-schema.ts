import type * as z from 'zod';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * A JSON schema without what structured output on Bedrock does not know: bounds of numbers, lengths and lists, patterns
 * and formats, defaults. What it still says is as strict as before; the whole schema is held against the reply in any
 * case. Throws for a schema that refers to itself or has keys that are not named.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html
 */
export const withinConverse = (schema: JsonSchema): JsonSchema => {
  const { type, description, enum: values, const: value, required, minItems } = schema;
  const { properties, items, anyOf, additionalProperties } = schema;
  if (schema.$ref !== undefined || schema.allOf !== undefined || typeof additionalProperties === 'object')
    throw new Error(`structured output cannot say ${JSON.stringify(schema)}`);
  return {
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
    ...(values !== undefined && { enum: values }),
    ...(value !== undefined && { const: value }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, member]) => [key, withinConverse(member as JsonSchema)]),
      ),
      ...(required !== undefined && { required }),
    }),
    ...(type === 'object' && { additionalProperties: false }),
    ...(items !== undefined && { items: withinConverse(items as JsonSchema) }),
    ...(minItems === 1 && { minItems }),
    ...(anyOf !== undefined && { anyOf: anyOf.map((member) => withinConverse(member as JsonSchema)) }),
  };
};
