import * as z from 'zod';
import { toJson } from '../data/json.ts';
import { StateFailure } from '../failures/state-failure.ts';
import { callService, type Integration } from './integration.ts';

const parameters = z.strictObject({
  Entries: z
    .array(
      z.strictObject({
        Source: z.string(),
        DetailType: z.string(),
        Detail: z.record(z.string(), z.json()),
        EventBusName: z.string().optional(),
        Resources: z.array(z.string()).optional(),
      }),
    )
    .min(1)
    .max(10),
});

/** PutEvents succeeds even when entries were refused; Step Functions then fails the task. */
export const putEvents: Integration<z.infer<typeof parameters>> = {
  resource: 'arn:aws:states:::events:putEvents',
  parameters,
  async call({ Entries }, { services, execution }) {
    const origin = [execution.stateMachine.arn, execution.arn];
    const entries = Entries.map(({ Resources = [], ...entry }) => ({
      ...entry,
      Resources: [...Resources, ...origin],
    }));
    const result = await callService(() => services.putEvents(entries));
    if (result.FailedEntryCount > 0)
      throw new StateFailure('EventBridge.FailedEntry', JSON.stringify(result));
    return toJson(result);
  },
};
