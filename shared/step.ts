import * as z from 'zod';
import { ContractError } from './errors.ts';

/**
 * One step of a workflow as a value. Lambda, the local runner and the tests all call it through `bindStep`, so there is
 * one place where input and output are held to their schemas.
 */
export interface Step<Input, Output, Dependencies> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  run(input: Input, dependencies: Dependencies): Promise<Output>;
}

/** States the type of a step once, at its definition, by inference from its schemas. */
export const defineStep = <Input, Output, Dependencies>(
  step: Step<Input, Output, Dependencies>,
): Step<Input, Output, Dependencies> => step;

export type StepHandler = (event: unknown) => Promise<unknown>;

/** A function from JSON to JSON: what Lambda calls as a handler and the local runner as a function. */
export const bindStep =
  <Input, Output, Dependencies>(
    step: Step<Input, Output, Dependencies>,
    dependencies: Dependencies,
  ): StepHandler =>
  async (event) => {
    const input = parse(step.input, event, `${step.name}: input`);
    return parse(step.output, await step.run(input, dependencies), `${step.name}: output`);
  };

const parse = <Value>(schema: z.ZodType<Value>, value: unknown, subject: string): Value => {
  const result = schema.safeParse(value);
  if (!result.success) throw new ContractError(`${subject}: ${z.prettifyError(result.error)}`);
  return result.data;
};
