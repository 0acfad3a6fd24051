import * as z from 'zod';
import { templateSchema } from '../data/template.ts';
import { concurrently } from '../flow/concurrently.ts';
import { hasOneTransition } from '../flow/fields.ts';
import { type FlowFields, flowOf } from '../flow/flow-schema.ts';
import { runFlow } from '../flow/run-flow.ts';
import { pathData } from '../flow/scope.ts';
import type { State } from '../flow/state.ts';
import { workingFields, workingState } from '../flow/working-state.ts';

const branchSchema = (flow: FlowFields) =>
  z.strictObject({ Comment: z.string().optional(), ...flow }).transform(flowOf);

/** Its result is the list of what its branches leave; the first branch that fails fails it and stops the others. */
export const parallelSchema = (flow: FlowFields) =>
  z
    .strictObject({
      Type: z.literal('Parallel'),
      ...workingFields,
      Parameters: templateSchema.optional(),
      Branches: z.array(branchSchema(flow)).min(1),
    })
    .refine(...hasOneTransition)
    .transform(
      ({ Parameters, Branches, ...fields }): State => ({
        ...workingState(fields, (data, scope) => {
          const input = Parameters ? Parameters(pathData(data, scope)) : data;
          return concurrently(Branches, Branches.length, scope, (branch, _, sibling) =>
            runFlow(branch, input, sibling),
          );
        }),
        flows: Branches,
      }),
    );
