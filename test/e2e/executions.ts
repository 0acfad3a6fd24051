import { setTimeout } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';

export interface FinishedExecution {
  readonly name: string;
  /** In which state it failed and why; undefined when it did not. */
  readonly failure: string | undefined;
}

export interface ExecutionsOfInterest {
  readonly stateMachineArn: string;
  /** A text in the input of each. */
  readonly mention: string;
  readonly atLeast: number;
}

const timeoutSeconds = 300;

/** Waits until there are as many executions as expected and none of them runs any more. */
export const finishedExecutions = async (
  sfn: SFNClient,
  { stateMachineArn, mention, atLeast }: ExecutionsOfInterest,
): Promise<FinishedExecution[]> => {
  const deadline = Date.now() + timeoutSeconds * 1000;
  while (Date.now() < deadline) {
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
    const all = await Promise.all(
      executions.map(({ executionArn }) => sfn.send(new DescribeExecutionCommand({ executionArn }))),
    );
    const ours = all.filter(({ input = '' }) => input.includes(mention));
    if (ours.length >= atLeast && ours.every(({ status }) => status !== 'RUNNING')) {
      return Promise.all(
        ours.map(async (execution) => ({
          name: execution.name ?? '',
          failure: execution.status === 'SUCCEEDED' ? undefined : await failureOf(sfn, execution),
        })),
      );
    }
    await setTimeout(500);
  }
  throw new Error(
    `${stateMachineArn}: not ${atLeast} executions with ${mention} ended in ${timeoutSeconds} s`,
  );
};

const failureOf = async (
  sfn: SFNClient,
  { executionArn, status, input, error, cause }: DescribeExecutionCommandOutput,
): Promise<string> => {
  const { events = [] } = await sfn.send(
    new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 100 }),
  );
  const state = events.find((event) => event.stateEnteredEventDetails)?.stateEnteredEventDetails?.name;
  return `${status} in ${state}: ${error}: ${cause}\n  input ${input}`;
};
