import vm from 'node:vm';

export interface SandboxPattern {
  readonly source: string;
  readonly isCaseSensitive: boolean;
}

/** The spans of one pattern's matches in one text. */
type PatternSpans = readonly (readonly [start: number, end: number])[];

/** Throws when the patterns together take longer than the limit. */
export type RunPatterns = (text: string) => readonly PatternSpans[];

/** Wall-clock time, far above what a sound pattern takes, so that a busy machine does not decide on a pair. */
const defaultTimeoutMilliseconds = 2000;

/**
 * Runs the patterns of packs, which other people write, under a time limit: the engine of regular expressions heeds the
 * interrupt of `vm`'s timeout even in the middle of a catastrophic match. The context holds nothing but the text.
 */
export const patternSandbox = (
  patterns: readonly SandboxPattern[],
  timeoutMilliseconds = defaultTimeoutMilliseconds,
): RunPatterns => {
  if (patterns.length === 0) return () => [];
  const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const literals = patterns.map(
    (pattern) =>
      `new RegExp(${JSON.stringify(pattern.source)}, ${pattern.isCaseSensitive ? '"gu"' : '"giu"'})`,
  );
  vm.runInContext(`const patterns = [${literals.join(',')}];`, context);
  const script = new vm.Script(`patterns.map((pattern) => {
    const spans = [];
    for (const match of text.matchAll(pattern))
      if (match[0] !== '') spans.push([match.index, match.index + match[0].length]);
    return spans;
  })`);
  return (text) => {
    context.text = text;
    return script.runInContext(context, { timeout: timeoutMilliseconds }) as readonly PatternSpans[];
  };
};
