import type * as z from 'zod';
import type { Json } from '../data/json.ts';
import { runExecution } from '../execution.ts';
import type { ExecutionResult } from '../execution-result.ts';
import { concurrently } from '../flow/concurrently.ts';
import { notify, pathData, type StateScope } from '../flow/scope.ts';
import { mapRunArn, randomName } from '../names.ts';
import { failureCounter, type failureToleranceFields } from './failure-tolerance.ts';
import { batchItems, type ChildInput, type ItemBatcher } from './item-batcher.ts';
import { itemScope, type MapWork, selectItem } from './map-work.ts';
import type { ResultWriter } from './result-writer.ts';

/** Step Functions runs no more children of a map run at once. */
const maxDistributedConcurrency = 10_000;

export interface DistributedFields extends z.infer<z.ZodObject<typeof failureToleranceFields>> {
  readonly ItemBatcher?: ItemBatcher | undefined;
  readonly ResultWriter?: ResultWriter | undefined;
  readonly Label?: string | undefined;
}

/** Runs the processor on every item or batch as an execution of its own. Failures beyond the tolerance end the map run. */
export const runDistributedMap = async (
  fields: DistributedFields,
  work: MapWork,
  scope: StateScope,
): Promise<Json> => {
  const { services, execution, state } = scope;
  const children = childInputs(fields.ItemBatcher, work, scope);
  const count = failureCounter(fields, work.items.length);
  const limit = Math.min(work.maxConcurrency || maxDistributedConcurrency, scope.maxConcurrency);
  const stateMachineName = `${execution.stateMachine.name}/${fields.Label ?? state.name}`;
  const id = randomName(services.random);

  notify(scope, { type: 'map-started', state: state.name, iterations: children.length });
  const results = await concurrently(
    children,
    limit,
    scope,
    async ({ input, itemCount }, index, { signal }) => {
      notify(scope, { type: 'map-iteration-started', state: state.name, index });
      const name = randomName(services.random);
      const result = await runExecution(
        { flow: work.processor, stateMachineName, name, input },
        scope,
        signal,
      );
      const outcome = result.status === 'SUCCEEDED' ? 'succeeded' : 'failed';
      notify(scope, { type: `map-iteration-${outcome}`, state: state.name, index });
      count(result, itemCount);
      return result;
    },
  );

  const { ResultWriter } = fields;
  if (ResultWriter === undefined) return results.map(outputOfChild);
  return ResultWriter(
    { arn: mapRunArn(stateMachineName, id), id },
    results,
    pathData(work.data, scope),
    services,
  );
};

const childInputs = (batcher: ItemBatcher | undefined, work: MapWork, scope: StateScope): ChildInput[] => {
  const selected = work.items.map((item, index) => selectItem(work, item, itemScope(scope, index, item)));
  if (batcher === undefined) return selected.map((input) => ({ input, itemCount: 1 }));
  return batchItems(selected, batcher, batcher.BatchInput?.(pathData(work.data, scope)));
};

/** The loader sees to it that a list with tolerated failures in it is never used. */
const outputOfChild = (result: ExecutionResult): Json =>
  result.status === 'SUCCEEDED' ? result.output : null;
