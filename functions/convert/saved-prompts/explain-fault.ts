import { distance } from 'fastest-levenshtein';
import type * as z from 'zod';

/** So far off, a word is a slip of a known one; another may be anything, also what policy redacts, and is not quoted. */
const mostSlips = 2;

const roles = ['system', 'user', 'assistant'];

/** What is wrong with a line, where, and how to mend it, without a word of what it says. */
export const explainFault = (
  issue: z.core.$ZodIssue | undefined,
  given: unknown,
  { shape }: z.ZodObject,
): string => {
  if (issue === undefined) return 'the line cannot be read';
  const place = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? Object.keys(shape) : ['role', 'content', 'name', 'weight'];
    return `${place === '' ? '' : `${place}: `}${named('key', issue.keys[0] ?? '', known)}`;
  }
  if (issue.code === 'invalid_value' && issue.path.at(-1) === 'role')
    return `${place}: ${named('role', String(valueAt(given, issue.path)), roles)}; what tools say cannot be kept`;
  if (issue.code === 'invalid_type') return `${place}: must be ${articles[issue.expected] ?? issue.expected}`;
  return `${place}: ${issue.message}`;
};

const articles: Readonly<Record<string, string>> = { string: 'a text', array: 'a list', object: 'an object' };

const named = (kind: string, name: string, known: readonly string[]): string => {
  const ranked = known.toSorted((a, b) => distance(name, a) - distance(name, b));
  const [nearest = ''] = ranked;
  return distance(name, nearest) <= mostSlips
    ? `unknown ${kind} ${name}; did you mean ${nearest}?`
    : `a ${kind} that is not known; known are ${known.join(', ')}`;
};

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], given);
