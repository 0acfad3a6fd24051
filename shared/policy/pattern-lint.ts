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
