import * as z from 'zod';
import type { JsonObject } from '../data/json.ts';
import type { ExecutionResult } from '../execution-result.ts';
import { StateFailure } from '../failures/state-failure.ts';
import { callService, type Integration } from './integration.ts';

const parameters = z.strictObject({
  StateMachineArn: z.string(),
  Input: z.json().optional(),
  Name: z.string().optional(),
});

/** Waits for the execution; its output arrives as JSON, which is what `:2` adds to `.sync`. */
export const startExecutionSync: Integration<z.infer<typeof parameters>> = {
  resource: 'arn:aws:states:::states:startExecution.sync:2',
  parameters,
  async call({ StateMachineArn, Input = {}, Name }, { services, signal }) {
    const result = await callService(() =>
      services.startExecution(StateMachineArn, Input, { name: Name, signal }),
    );
    const description = describe(result);
    if (result.status === 'FAILED') throw new StateFailure('States.TaskFailed', JSON.stringify(description));
    return description;
  },
};

const describe = (result: ExecutionResult): JsonObject => ({
  ExecutionArn: result.executionArn,
  Input: result.input,
  InputDetails: { Included: true },
  Name: result.name,
  StartDate: result.startedAt,
  StateMachineArn: result.stateMachineArn,
  Status: result.status,
  StopDate: result.stoppedAt,
  ...(result.status === 'SUCCEEDED'
    ? { Output: result.output, OutputDetails: { Included: true } }
    : { Error: result.error, Cause: result.cause }),
});
