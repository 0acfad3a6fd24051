import { toJson } from './data/json.ts';
import { runExecution } from './execution.ts';
import type { ExecutionListener } from './execution-event.ts';
import type { ExecutionResult } from './execution-result.ts';
import { randomName } from './names.ts';
import type { Services } from './services.ts';
import type { StateMachine } from './state-machine.ts';

export interface ExecutionOptions {
  /** A random one by default. */
  readonly name?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ExecutionListener | undefined;
  /** The most iterations of one map at once, whatever the map allows; by default what it allows. */
  readonly maxConcurrency?: number | undefined;
}

/**
 * Runs a state machine to its end. A failed execution is a result; the promise rejects only when `signal` aborts, once
 * what is under way has come to an end, or when the interpreter itself is at fault.
 */
export const startExecution = async (
  stateMachine: StateMachine,
  input: unknown,
  services: Services,
  options: ExecutionOptions = {},
): Promise<ExecutionResult> => {
  const { name = randomName(services.random), maxConcurrency = Number.POSITIVE_INFINITY } = options;
  const { signal = new AbortController().signal, onEvent = () => {} } = options;
  const { flow, timeoutSeconds, name: stateMachineName } = stateMachine;
  const plan = { flow, timeoutSeconds, stateMachineName, name, input: toJson(input) };
  try {
    return await runExecution(plan, { services, maxConcurrency, onEvent }, signal);
  } finally {
    signal.throwIfAborted();
  }
};
