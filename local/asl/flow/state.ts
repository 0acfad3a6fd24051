import type { Json } from '../data/json.ts';
import type { StateScope } from './scope.ts';

/** One state, ready to run. Its schema is the list of the fields that are implemented, and makes it. */
export interface State {
  /** The states that can follow it. */
  readonly targets: readonly string[];
  /** Whether its flow can end with it. */
  readonly isTerminal: boolean;
  /** The flows inside it: the branches of a Parallel, the item processor of a Map. */
  readonly flows?: readonly Flow[];
  /** Throws a `StateFailure` when the state fails and nothing in it catches that. */
  run(input: Json, scope: StateScope): Promise<Transition>;
}

export interface Transition {
  readonly output: Json;
  /** Undefined at the end of the flow. */
  readonly next?: string | undefined;
}

/** States and where they start: a state machine, a branch of a Parallel or the item processor of a Map. */
export interface Flow {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}
