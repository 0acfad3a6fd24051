import type { PolicyException } from './pack-schema.ts';
import { PatternTimeoutError, patternSandbox } from './pattern-sandbox.ts';

/** Whether a value is spared by one of the exceptions to a rule. A pattern that does not come back spares nothing. */
export const exceptionTest = (exceptions: readonly PolicyException[]): ((value: string) => boolean) => {
  const exact = new Set(
    exceptions.filter(({ mode }) => mode === 'exact').map(({ match }) => match.toLowerCase()),
  );
  const runPatterns = patternSandbox(
    exceptions
      .filter(({ mode }) => mode === 'pattern')
      .map(({ ruleId, match }) => ({
        name: `an exception to ${ruleId}`,
        source: `^(?:${match})$`,
        isCaseSensitive: false,
      })),
  );
  return (value) => {
    if (exact.has(value.toLowerCase())) return true;
    try {
      return runPatterns(value).some((spans) => spans.length > 0);
    } catch (error) {
      if (error instanceof PatternTimeoutError) return false;
      throw error;
    }
  };
};
