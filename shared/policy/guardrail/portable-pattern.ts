import { guardrailLimits } from './definition.ts';

export type PortablePattern =
  | { readonly pattern: string; readonly obstacle?: undefined }
  | { readonly pattern: ''; readonly obstacle: string };

/**
 * A pattern of a pack as a regular expression that means the same in other engines. Guardrails supports no lookaround, so
 * the two that ask for the edge of a word become `\b` where that is the same; and it knows no flag, so a pattern that
 * ignores case says both cases of each letter.
 */
export const portablePattern = (source: string, isCaseSensitive: boolean): PortablePattern => {
  const tokens = withWordEdges(tokensOf(source));
  const fail = (obstacle: string): PortablePattern => ({ pattern: '', obstacle });
  if (tokens.some((token) => /^\(\?<?[=!]/.test(token)))
    return fail('it looks around its match, which a filter cannot');
  if (tokens.some((token) => /^\(\?</.test(token))) return fail('it names a group, which a filter cannot');
  if (tokens.some((token) => /\\[pPu]/.test(token)))
    return fail('it uses properties or code points of Unicode, which a filter may not know');
  const pattern = (isCaseSensitive ? tokens : tokens.map(inBothCases)).join('');
  return pattern.length > guardrailLimits.regex
    ? fail(
        `it has ${pattern.length} characters with both cases of its letters, and a filter takes ${guardrailLimits.regex}`,
      )
    : { pattern };
};

/** Escapes, classes, openings of groups, quantifiers, and what is left one by one. */
const tokensOf = (source: string): string[] =>
  source.match(
    /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?(?:<?[=!]|:|<\w+>)|\{\d+,?\d*\}|[\s\S]/gu,
  ) ?? [];

const wordCharacter = /^(?:\\[dw]|\w)$/;
const mayBeNothing = /^(?:[?*]|\{0)/;

/**
 * `(?<!\w)` before and `(?!\w)` behind what surely is a character of a word say the same as `\b`. With alternatives it is
 * not sure what stands at the edge.
 */
const withWordEdges = (tokens: readonly string[]): readonly string[] => {
  if (tokens.includes('|')) return tokens;
  const [first = '', quantifier = ''] = tokens.slice(3);
  const startsWord =
    tokens.slice(0, 3).join('') === '(?<!\\w)' && wordCharacter.test(first) && !mayBeNothing.test(quantifier);
  const fromStart = startsWord ? ['\\b', ...tokens.slice(3)] : tokens;
  const body = fromStart.slice(0, -3);
  const endsWord = fromStart.slice(-3).join('') === '(?!\\w)' && wordCharacter.test(lastCharacterOf(body));
  return endsWord ? [...body, '\\b'] : fromStart;
};

/** The token that the last character of every match comes from, before a quantifier that asks for one at least. */
const lastCharacterOf = (tokens: readonly string[]): string => {
  const last = tokens.at(-1) ?? '';
  if (mayBeNothing.test(last)) return '';
  return /^(?:\+|\{)/.test(last) ? (tokens.at(-2) ?? '') : last;
};

const inBothCases = (token: string): string => {
  if (/^[A-Za-z]$/.test(token)) return `[${token.toUpperCase()}${token.toLowerCase()}]`;
  return token.startsWith('[') ? `${token.slice(0, -1)}${otherCases(token)}]` : token;
};

/** The letters and ranges of letters of a class in the other case. */
const otherCases = (characterClass: string): string => {
  const members = characterClass
    .slice(characterClass.startsWith('[^') ? 2 : 1, -1)
    .match(/\\[\s\S]|[\s\S]-(?!\\)[\s\S]|[\s\S]/g);
  return (members ?? [])
    .filter((member) => /^(?:[a-z](?:-[a-z])?|[A-Z](?:-[A-Z])?)$/.test(member))
    .map((member) => (member === member.toLowerCase() ? member.toUpperCase() : member.toLowerCase()))
    .join('');
};
