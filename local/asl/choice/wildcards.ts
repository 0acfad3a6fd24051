import * as z from 'zod';

/** The pieces of a pattern between its wildcards, unescaped. */
export type Wildcards = readonly [string, ...string[]];

/** `*` stands for any characters, `\*` for an asterisk, `\\` for a backslash; no other escape is allowed. */
export const wildcardsSchema = z.string().transform((pattern, context): Wildcards => {
  const pieces: [string, ...string[]] = [''];
  for (const [token, escaped] of pattern.matchAll(/\\(.?)|\*|[^\\*]+/gsu)) {
    if (token === '*') pieces.push('');
    else if (escaped === undefined || escaped === '*' || escaped === '\\') {
      pieces[pieces.length - 1] += escaped ?? token;
    } else {
      context.addIssue(`"${pattern}" has a backslash before neither * nor another backslash`);
      return z.NEVER;
    }
  }
  return pieces;
});

/** Each piece is taken where it first fits, so no pattern needs to go back. */
export const matchesWildcards = ([head, ...rest]: Wildcards, text: string): boolean => {
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  const end = text.length - tail.length;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  let position = head.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return position <= end;
};
