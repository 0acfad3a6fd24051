import * as z from 'zod';
import { runtimeFailure } from '../failures/state-failure.ts';
import { isJsonObject, type Json } from './json.ts';
import type { PathData } from './path.ts';
import { templateName, templateSchema } from './template.ts';

/**
 * A template whose result is `schema`. The names of its fields are held to the schema at load; a result that does not
 * fit, which only the data can tell, fails the state.
 */
export const templateOf = <Result>(schema: z.ZodType<Result>) =>
  z
    .record(z.string(), z.json())
    .superRefine((source, { addIssue }) => {
      for (const issue of misnamed(schema, source, [])) addIssue(issue);
    })
    .pipe(templateSchema)
    .transform((template) => (data: PathData): Result => {
      const result = schema.safeParse(template(data));
      if (!result.success) throw runtimeFailure(z.prettifyError(result.error));
      return result.data;
    });

type Misnamed =
  | { code: 'custom'; message: string; path: PropertyKey[] }
  | { code: 'unrecognized_keys'; keys: string[]; path: PropertyKey[] };

const misnamed = (schema: z.core.$ZodType, source: Json, path: PropertyKey[]): Misnamed[] => {
  if (schema instanceof z.ZodOptional) return misnamed(schema.unwrap(), source, path);
  if (schema instanceof z.ZodArray && Array.isArray(source)) {
    return source.flatMap((element, index) => misnamed(schema.element, element, [...path, index]));
  }
  if (!(schema instanceof z.ZodObject) || !isJsonObject(source)) return [];

  const fields: Record<string, z.core.$ZodType> = schema.shape;
  const names = new Set(Object.keys(source).map(templateName));
  const unknown = [...names].filter((name) => !Object.hasOwn(fields, name));
  const missing = Object.keys(fields).filter(
    (name) => !names.has(name) && !(fields[name] instanceof z.ZodOptional),
  );
  return [
    ...(unknown.length > 0 ? [{ code: 'unrecognized_keys' as const, keys: unknown, path }] : []),
    ...missing.map((name) => ({ code: 'custom' as const, message: `needs ${name}`, path })),
    ...Object.entries(fields).flatMap(([name, field]) => {
      const value = source[name];
      return value === undefined ? [] : misnamed(field, value, [...path, name]);
    }),
  ];
};
