import type * as z from 'zod';
import { DefinitionError, type DefinitionProblem, locate } from './definition/definition-error.ts';
import { substitute } from './definition/substitute.ts';
import { stateMachineArn } from './names.ts';
import { type StateMachine, stateMachineSchema } from './state-machine.ts';

export interface LoadOptions {
  readonly name: string;
  /** How errors name the definition: its file, where it has one. */
  readonly file?: string;
  /** The values of `${Name}` in the definition. */
  readonly substitutions?: Readonly<Record<string, string>>;
}

/**
 * Turns an Amazon States Language definition into a state machine that runs, or throws a `DefinitionError`: for what AWS
 * would refuse, and for every field, resource or expression that this interpreter does not implement. It ignores nothing.
 */
export const loadStateMachine = (
  definition: unknown,
  { name, file = name, substitutions = {} }: LoadOptions,
): StateMachine => {
  const problems: DefinitionProblem[] = [];
  const substituted = substitute(definition, substitutions, (problem, path) =>
    problems.push({ ...locate(path), problem }),
  );
  const parsed = stateMachineSchema.safeParse(substituted);
  problems.push(...(parsed.error?.issues.flatMap(problemsOf) ?? []));
  if (parsed.data === undefined || problems.length > 0) throw new DefinitionError(file, problems);
  return { name, arn: stateMachineArn(name), ...parsed.data };
};

const problemsOf = (issue: z.core.$ZodIssue): DefinitionProblem[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ ...locate([...issue.path, key]), problem: 'is not implemented' }))
    : [{ ...locate(issue.path), problem: issue.message }];
