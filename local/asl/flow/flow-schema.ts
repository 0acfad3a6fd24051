import * as z from 'zod';
import type { Flow, State } from './state.ts';

/** The fields of whatever holds states. */
export const flowFields = (state: z.ZodType<State>) => ({
  StartAt: z.string(),
  States: z.record(
    z.string().min(1).max(80),
    z.lazy(() => state),
  ),
});
export type FlowFields = ReturnType<typeof flowFields>;

interface FlowSource {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** To be called from a transform, for only there all states are known to be sound. */
export const flowOf = ({ StartAt, States }: FlowSource, context: z.RefinementCtx): Flow => {
  const flow = { startAt: StartAt, states: new Map(Object.entries(States)) };
  for (const { message, path } of brokenTransitions(flow))
    context.addIssue({ code: 'custom', message, path });
  return flow;
};

interface Broken {
  readonly message: string;
  readonly path: string[];
}

/** Every transition leads to a state of this flow, every state can be reached, and the flow can end. */
const brokenTransitions = ({ startAt, states }: Flow): Broken[] => {
  const start: Broken[] = states.has(startAt)
    ? []
    : [{ message: `there is no state "${startAt}"`, path: ['StartAt'] }];
  const astray = [...states].flatMap(([name, { targets }]) =>
    targets
      .filter((target) => !states.has(target))
      .map((target) => ({ message: `there is no state "${target}" to go to`, path: ['States', name] })),
  );
  const reached = new Set([startAt]);
  for (const name of reached) {
    for (const target of states.get(name)?.targets ?? []) reached.add(target);
  }
  const unreached = [...states.keys()]
    .filter((name) => !reached.has(name))
    .map((name) => ({ message: 'cannot be reached', path: ['States', name] }));
  const endless = [...states.values()].some(({ isTerminal }) => isTerminal)
    ? []
    : [{ message: 'no state ends the flow', path: ['States'] }];
  return [...start, ...astray, ...unreached, ...endless];
};

/** The names of all states, those of nested flows among them. */
export const stateNames = ({ states }: Flow): string[] =>
  [...states].flatMap(([name, { flows = [] }]) => [name, ...flows.flatMap(stateNames)]);
