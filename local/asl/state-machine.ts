import * as z from 'zod';
import { notImplemented } from './flow/fields.ts';
import { flowFields, flowOf, stateNames } from './flow/flow-schema.ts';
import type { Flow, State } from './flow/state.ts';
import { choiceSchema } from './states/choice.ts';
import { failSchema } from './states/fail.ts';
import { mapSchema } from './states/map.ts';
import { parallelSchema } from './states/parallel.ts';
import { passSchema } from './states/pass.ts';
import { succeedSchema } from './states/succeed.ts';
import { taskSchema } from './states/task.ts';
import { waitSchema } from './states/wait.ts';

const nestedFlow = flowFields(z.lazy(() => stateSchema));

const stateSchema: z.ZodType<State> = z.discriminatedUnion(
  'Type',
  [
    taskSchema,
    passSchema,
    waitSchema,
    choiceSchema,
    succeedSchema,
    failSchema,
    parallelSchema(nestedFlow),
    mapSchema(nestedFlow),
  ],
  notImplemented('Type'),
);

export const stateMachineSchema = z
  .strictObject({
    Comment: z.string().optional(),
    QueryLanguage: z.literal('JSONPath').optional(),
    Version: z.literal('1.0').optional(),
    TimeoutSeconds: z.int().min(1).max(99_999_999).optional(),
    ...nestedFlow,
  })
  .transform((fields, context) => {
    const flow = flowOf(fields, context);
    const names = stateNames(flow);
    for (const name of new Set(names.filter((name, index) => names.indexOf(name) < index))) {
      const message = 'stands twice in the state machine';
      context.addIssue({ code: 'custom', message, path: ['States', name] });
    }
    return { flow, timeoutSeconds: fields.TimeoutSeconds };
  });

/** A definition that has been held to the schema and is ready to run. */
export interface StateMachine {
  readonly name: string;
  readonly arn: string;
  readonly flow: Flow;
  readonly timeoutSeconds: number | undefined;
}
