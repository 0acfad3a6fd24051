import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { Clock } from './clock.ts';
import type { Json, JsonObject } from './data/json.ts';
import type { ExecutionResult } from './execution-result.ts';

/** The world outside a state machine: on AWS the services behind the `Resource` of a state. */
export interface Services {
  readonly clock: Clock;
  /** From 0 up to, not including, 1: for jitter and for the names of executions. */
  random(): number;
  /** What it throws fails the task, with the `name` of what was thrown as the error. */
  invokeFunction(functionName: string, payload: Json, signal: AbortSignal): Promise<unknown>;
  startExecution(
    stateMachineArn: string,
    input: Json,
    options: { readonly name?: string | undefined; readonly signal: AbortSignal },
  ): Promise<ExecutionResult>;
  putEvents(entries: readonly EventEntry[]): Promise<PutEventsResult>;
  objectStore(bucket: string): Pick<ObjectStore, 'read' | 'list' | 'write'>;
}

export interface EventEntry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: JsonObject;
  readonly EventBusName?: string | undefined;
  /** Ends with the ARNs of the state machine and of the execution, which Step Functions adds. */
  readonly Resources: readonly string[];
}

interface PutEventsResult {
  readonly FailedEntryCount: number;
  readonly Entries: readonly {
    readonly EventId?: string;
    readonly ErrorCode?: string;
    readonly ErrorMessage?: string;
  }[];
}
