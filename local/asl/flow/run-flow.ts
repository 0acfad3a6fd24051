import type { Json } from '../data/json.ts';
import { notify, type Scope } from './scope.ts';
import type { Flow, State } from './state.ts';

/** Runs one state after the other and returns what the last one leaves. Starts no state once the signal has aborted. */
export const runFlow = async (flow: Flow, input: Json, scope: Scope): Promise<Json> => {
  let data = input;
  let name: string | undefined = flow.startAt;
  while (name !== undefined) {
    scope.signal.throwIfAborted();
    notify(scope, { type: 'state-entered', state: name });
    const state = { name, enteredAt: scope.services.clock.now(), retryCount: 0 };
    const { output, next } = await stateNamed(flow, name).run(data, { ...scope, state });
    notify(scope, { type: 'state-exited', state: name });
    data = output;
    name = next;
  }
  return data;
};

const stateNamed = (flow: Flow, name: string): State => {
  const state = flow.states.get(name);
  if (state === undefined) throw new Error(`No state "${name}": the loader let a broken flow pass`);
  return state;
};
