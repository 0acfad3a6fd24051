import * as z from 'zod';

/** As JSON Schema, as a model is to fill it in: what has a default may be left out. */
export const jsonSchemaOf = (schema: z.ZodType): z.core.JSONSchema.JSONSchema => {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { io: 'input' });
  return jsonSchema;
};
