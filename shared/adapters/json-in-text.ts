/**
 * Finds the JSON in what a model wrote: the whole text, the inside of a code fence, or the first object among prose.
 * Undefined when there is none, for example because the text was cut off.
 */
export const jsonInText = (text: string): unknown => {
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/.exec(text)?.[1];
  for (const candidate of [text, fenced, firstObject(text)]) {
    if (candidate === undefined) continue;
    try {
      return JSON.parse(candidate);
    } catch {
      // Not JSON; the next candidate may be.
    }
  }
  return undefined;
};

/** From the first brace to the one that closes it; braces inside strings do not count. */
const firstObject = (text: string): string | undefined => {
  const start = text.indexOf('{');
  if (start === -1) return undefined;
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) return text.slice(start, start + index + 1);
  }
  return undefined;
};
