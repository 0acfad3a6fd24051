import type { Json } from '../data/json.ts';
import { withinQuota } from '../data/quota.ts';
import { StateFailure } from '../failures/state-failure.ts';
import { concurrently } from '../flow/concurrently.ts';
import { runFlow } from '../flow/run-flow.ts';
import { notify, type StateScope } from '../flow/scope.ts';
import { itemScope, type MapWork, selectItem } from './map-work.ts';

/** Step Functions runs no more iterations of an inline map at once. */
const maxInlineConcurrency = 40;

/** Runs the processor on every item within this execution; the first failure is the failure of the map. */
export const runInlineMap = (work: MapWork, scope: StateScope): Promise<Json[]> => {
  const state = scope.state.name;
  const limit = Math.min(
    work.maxConcurrency || maxInlineConcurrency,
    maxInlineConcurrency,
    scope.maxConcurrency,
  );
  notify(scope, { type: 'map-started', state, iterations: work.items.length });
  return concurrently(work.items, limit, scope, async (item, index, sibling) => {
    const iteration = itemScope(sibling, index, item);
    notify(scope, { type: 'map-iteration-started', state, index });
    try {
      const input = withinQuota(selectItem(work, item, iteration), `Item ${index}`);
      const output = await runFlow(work.processor, input, iteration);
      notify(scope, { type: 'map-iteration-succeeded', state, index });
      return output;
    } catch (failure) {
      if (failure instanceof StateFailure) notify(scope, { type: 'map-iteration-failed', state, index });
      throw failure;
    }
  });
};
