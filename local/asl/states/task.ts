import * as z from 'zod';
import { toJson } from '../data/json.ts';
import { withinQuota } from '../data/quota.ts';
import { templateOf } from '../data/typed-template.ts';
import { withTimeLimit } from '../failures/time-limit.ts';
import { hasOneTransition, notImplemented } from '../flow/fields.ts';
import { pathData } from '../flow/scope.ts';
import { workingFields, workingState } from '../flow/working-state.ts';
import type { Integration } from '../integrations/integration.ts';
import { lambdaInvoke } from '../integrations/lambda-invoke.ts';
import { putEvents } from '../integrations/put-events.ts';
import { startExecutionSync } from '../integrations/start-execution-sync.ts';

const taskWith = <Parameters>({ resource, parameters, call }: Integration<Parameters>) =>
  z
    .strictObject({
      Type: z.literal('Task'),
      Resource: z.literal(resource),
      ...workingFields,
      Parameters: templateOf(parameters),
      TimeoutSeconds: z.int().min(1).max(99_999_999).optional(),
    })
    .refine(...hasOneTransition)
    .transform(({ Parameters, TimeoutSeconds, ...fields }) =>
      workingState(fields, async (data, scope) => {
        const subject = `task of state "${scope.state.name}"`;
        const argument = Parameters(pathData(data, scope));
        withinQuota(toJson(argument), `The input of the ${subject}`);
        const result = await withTimeLimit(TimeoutSeconds, `The ${subject}`, scope, (limited) =>
          call(argument, limited),
        );
        return withinQuota(result, `The result of the ${subject}`);
      }),
    );

export const taskSchema = z.discriminatedUnion(
  'Resource',
  [taskWith(lambdaInvoke), taskWith(startExecutionSync), taskWith(putEvents)],
  notImplemented('Resource'),
);
