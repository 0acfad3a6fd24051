/**
 * What can be seen to be wrong with a pattern of a pack without running it; undefined when nothing is. A pattern that
 * slips through is still stopped by the time limit of `pattern-sandbox.ts`.
 */
export const lintPattern = (source: string): string | undefined => {
  try {
    new RegExp(source, 'u');
  } catch (error) {
    return `is no regular expression: ${(error as Error).message}`;
  }
  if (/\\[1-9]|\\k</.test(source)) return 'uses a backreference, which can take exponential time';
  if (hasNestedQuantifier(source))
    return 'repeats a group that itself repeats, which can take exponential time; write one repetition';
  if (hasAmbiguousRepetition(source))
    return 'repeats a choice of which one part also begins another, which can take exponential time; write one class';
  if (new RegExp(source, 'u').test('')) return 'matches the empty text';
  return undefined;
};

const unboundedQuantifier = /^(?:[*+]|\{\d+,\}|\{\d+,(?:\d{3,}|[2-9]\d)\})/;

/** Whether a group with an unbounded (or large) repetition inside is itself repeated so. */
const hasNestedQuantifier = (source: string): boolean => {
  const groupRepeats: boolean[] = [];
  let inClass = false;
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index];
    if (character === '\\') {
      index += 1;
    } else if (inClass) {
      inClass = character !== ']';
    } else if (character === '[') {
      inClass = true;
    } else if (character === '(') {
      groupRepeats.push(false);
    } else if (character === ')') {
      const repeatsInside = groupRepeats.pop() ?? false;
      const isRepeated = unboundedQuantifier.test(source.slice(index + 1));
      if (repeatsInside && isRepeated) return true;
      if (groupRepeats.length > 0 && (repeatsInside || isRepeated))
        groupRepeats[groupRepeats.length - 1] = true;
    } else if (groupRepeats.length > 0 && unboundedQuantifier.test(source.slice(index))) {
      groupRepeats[groupRepeats.length - 1] = true;
    }
  }
  return false;
};

const atom = String.raw`(?:\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|[^\\[\]()|*+?{}^$])`;
const repeatedChoice = new RegExp(
  String.raw`\((?:\?(?::|<[A-Za-z]\w*>))?((?:${atom}[*+?]?|\|)*\|(?:${atom}[*+?]?|\|)*)\)(?:[*+]|\{\d+,)`,
  'gu',
);
const firstAtom = new RegExp(`^${atom}`, 'u');
const oneAtom = new RegExp(`^${atom}[*+?]?$`, 'u');
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

/** `(a|a)+`, `(\\d|\\w)*`, `(a|ab)+`: where one part of a repeated choice begins another, a text can be read in 2^n ways. */
const hasAmbiguousRepetition = (source: string): boolean =>
  [...source.matchAll(repeatedChoice)].some(([, body = '']) => {
    const parts = body.split(/(?<!\\)\|/);
    return parts.some(
      (part, index) => oneAtom.test(part) && parts.some((other, at) => at !== index && overlaps(part, other)),
    );
  });

const overlaps = (part: string, other: string): boolean => {
  const [first, second] = [firstAtom.exec(part)?.[0], firstAtom.exec(other)?.[0]];
  if (first === undefined || second === undefined) return false;
  const [one, two] = [new RegExp(`^${first}$`, 'iu'), new RegExp(`^${second}$`, 'iu')];
  return first === second || printable.some((character) => one.test(character) && two.test(character));
};
