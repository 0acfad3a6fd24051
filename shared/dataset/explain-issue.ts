import { closest } from 'fastest-levenshtein';
import * as z from 'zod';

/** What is wrong with a value of a settings file, where, and how to mend it. `given` is the whole file. */
export const explainIssue = (issue: z.core.$ZodIssue, given: unknown, schema: z.ZodType): string => {
  const place = issue.path.join('.') || 'the file';
  const value = issue.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown>)?.[key],
    given,
  );
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path, schema);
    return issue.keys
      .map((key) => `unknown key ${[...issue.path, key].join('.')}; ${choice(key, known)}`)
      .join('; ');
  }
  if (issue.code === 'invalid_value' && typeof value === 'string')
    return `${place}: there is no ${value}; ${choice(value, issue.values.map(String))}`;
  if (issue.code === 'invalid_type' && issue.expected === 'array' && typeof value === 'string')
    return `${place}: is a list; write [${value}]`;
  return `${place}: ${issue.message}`;
};

const choice = (name: string, known: readonly string[]): string =>
  `did you mean ${closest(name, known)}? Known here: ${known.join(', ')}`;

const knownKeys = (path: readonly PropertyKey[], schema: z.ZodType): string[] => {
  const root = z.toJSONSchema(schema, { io: 'input' });
  const node = path.reduce<typeof root | undefined>((parent, key) => {
    const member = parent?.properties?.[String(key)];
    return typeof member === 'object' ? (member as typeof root) : undefined;
  }, root);
  return Object.keys(node?.properties ?? {});
};
