import vm from 'node:vm';

export interface SandboxPattern {
  /** What stands in the message when it is stopped: a rule, or an exception to one. */
  readonly name: string;
  readonly source: string;
  readonly isCaseSensitive: boolean;
}

/** The spans of one pattern's matches in one text. */
type PatternSpans = readonly (readonly [start: number, end: number])[];

/** Throws `PatternTimeoutError` when the patterns together take longer than the limit. */
export type RunPatterns = (text: string) => readonly PatternSpans[];

/** A pattern that was stopped. What the text holds of it is not known, so whoever asked must fail closed. */
export class PatternTimeoutError extends Error {
  override readonly name = 'PatternTimeoutError';
  readonly pattern: string;
  constructor(pattern: string) {
    super(`the pattern of ${pattern} takes too long on this text`);
    this.pattern = pattern;
  }
}

/** Wall-clock time, far above what a sound pattern takes, so that a busy machine does not decide on a pair. */
const defaultTimeoutMilliseconds = 2000;
/** After so many texts a pattern is given up for all that follow: otherwise a hung one would use up the time of a whole step. */
const maxTimeouts = 3;

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
  vm.runInContext(`let running = 0; const patterns = [${literals.join(',')}];`, context);
  const script = new vm.Script(`patterns.map((pattern, index) => {
    running = index;
    const spans = [];
    for (const match of text.matchAll(pattern))
      if (match[0] !== '') spans.push([match.index, match.index + match[0].length]);
    return spans;
  })`);
  const whichRuns = new vm.Script('running');
  let timeouts = 0;
  let stopped = '';
  return (text) => {
    if (timeouts >= maxTimeouts) throw new PatternTimeoutError(stopped);
    context.text = text;
    try {
      return script.runInContext(context, { timeout: timeoutMilliseconds }) as readonly PatternSpans[];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      timeouts += 1;
      stopped = patterns[whichRuns.runInContext(context) as number]?.name ?? 'a rule';
      throw new PatternTimeoutError(stopped);
    }
  };
};
