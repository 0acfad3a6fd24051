import type { Json } from '../data/json.ts';
import type { PathData } from '../data/path.ts';
import type { EventOfExecution, ExecutionListener } from '../execution-event.ts';
import type { Services } from '../services.ts';

/** What an execution runs on, and its children with it. */
export interface Host {
  readonly services: Services;
  /** The most iterations of one map that this machine runs at once, whatever the map allows. */
  readonly maxConcurrency: number;
  readonly onEvent: ExecutionListener;
}

/** What the states of one execution share. */
export interface Scope extends Host {
  readonly execution: {
    readonly arn: string;
    readonly name: string;
    readonly input: Json;
    readonly startedAt: number;
    readonly stateMachine: { readonly arn: string; readonly name: string };
  };
  readonly mapItem?: { readonly index: number; readonly value: Json };
  /** Aborts when the work has become pointless: a time limit passed, or a sibling has failed the map. */
  readonly signal: AbortSignal;
}

export interface StateScope extends Scope {
  readonly state: { readonly name: string; readonly enteredAt: number; readonly retryCount: number };
}

export const notify = ({ onEvent, execution }: Scope, event: EventOfExecution): void =>
  onEvent({ execution: execution.name, ...event });

/** What `$` and `$$` mean here. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
export const pathData = (data: Json, { execution, state, mapItem }: StateScope): PathData => ({
  data,
  context: {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      StartTime: new Date(execution.startedAt).toISOString(),
    },
    StateMachine: { Id: execution.stateMachine.arn, Name: execution.stateMachine.name },
    State: {
      Name: state.name,
      EnteredTime: new Date(state.enteredAt).toISOString(),
      RetryCount: state.retryCount,
    },
    ...(mapItem && { Map: { Item: { Index: mapItem.index, Value: mapItem.value } } }),
  },
});
