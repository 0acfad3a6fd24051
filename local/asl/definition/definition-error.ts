/** What is wrong with a definition, and where. */
export interface DefinitionProblem {
  /** Undefined when the problem lies outside of every state. */
  readonly state: string | undefined;
  /** `Retry[0].ErrorEquals`; empty when the problem is the state's as a whole. */
  readonly field: string;
  readonly problem: string;
}

/** A state machine that cannot be loaded; the message lists every problem with its file, state and field. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  readonly problems: readonly DefinitionProblem[];

  constructor(file: string, problems: readonly DefinitionProblem[]) {
    super(problems.map((problem) => `${file}: ${inWords(problem)}`).join('\n'));
    this.problems = problems;
  }
}

const inWords = ({ state, field, problem }: DefinitionProblem): string =>
  [state && `state "${state}"`, field, problem].filter(Boolean).join(': ');

/** The innermost state on the way to a problem, and the way from there. */
export const locate = (path: readonly PropertyKey[]): Pick<DefinitionProblem, 'state' | 'field'> => {
  const inStates = path.findLastIndex((key, index) => key === 'States' && index + 1 < path.length);
  const field = inStates === -1 ? path : path.slice(inStates + 2);
  return {
    state: inStates === -1 ? undefined : path[inStates + 1]?.toString(),
    field: field.map(fieldName).join('').replace(/^\./, ''),
  };
};

const fieldName = (key: PropertyKey): string => (typeof key === 'number' ? `[${key}]` : `.${key.toString()}`);
