import type { Json } from './data/json.ts';
import { withinQuota } from './data/quota.ts';
import type { ExecutionResult } from './execution-result.ts';
import { StateFailure } from './failures/state-failure.ts';
import { withTimeLimit } from './failures/time-limit.ts';
import { runFlow } from './flow/run-flow.ts';
import { type Host, notify, type Scope } from './flow/scope.ts';
import type { Flow } from './flow/state.ts';
import { executionArn, stateMachineArn } from './names.ts';

export interface ExecutionPlan {
  readonly flow: Flow;
  readonly stateMachineName: string;
  readonly name: string;
  readonly input: Json;
  readonly timeoutSeconds?: number | undefined;
}

/** Runs a flow as an execution of its own: own name, own context object, and a failure that is a result. */
export const runExecution = async (
  plan: ExecutionPlan,
  { services, maxConcurrency, onEvent }: Host,
  signal: AbortSignal,
): Promise<ExecutionResult> => {
  const { name, input } = plan;
  const { now } = services.clock;
  const stateMachine = { arn: stateMachineArn(plan.stateMachineName), name: plan.stateMachineName };
  const execution = {
    arn: executionArn(stateMachine.name, name),
    name,
    input,
    startedAt: now(),
    stateMachine,
  };
  const outcome = await run(plan, { services, maxConcurrency, onEvent, signal, execution });
  return {
    executionArn: execution.arn,
    stateMachineArn: stateMachine.arn,
    name,
    input,
    startedAt: execution.startedAt,
    stoppedAt: now(),
    ...outcome,
  };
};

const run = async ({ flow, input, timeoutSeconds }: ExecutionPlan, scope: Scope) => {
  notify(scope, { type: 'execution-started' });
  try {
    const checked = withinQuota(input, 'The input of the execution');
    const output = await withTimeLimit(timeoutSeconds, 'The execution', scope, (limited) =>
      runFlow(flow, checked, limited),
    );
    notify(scope, { type: 'execution-succeeded' });
    return { status: 'SUCCEEDED', output } as const;
  } catch (failure) {
    if (!(failure instanceof StateFailure)) throw failure;
    const { error, cause } = failure;
    notify(scope, { type: 'execution-failed', error, cause });
    return { status: 'FAILED', error, cause } as const;
  }
};
