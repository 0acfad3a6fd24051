import * as z from 'zod';
import { type Json, toJson } from '../data/json.ts';
import { StateFailure } from '../failures/state-failure.ts';
import { asError, type Integration } from './integration.ts';

const parameters = z.strictObject({ FunctionName: z.string(), Payload: z.json().optional() });

/** A thrown error becomes what the Lambda runtime makes of it: its `name` as Error, a JSON text with the trace as Cause. */
export const lambdaInvoke: Integration<z.infer<typeof parameters>> = {
  resource: 'arn:aws:states:::lambda:invoke',
  parameters,
  async call({ FunctionName, Payload = {} }, { services, signal }) {
    return {
      ExecutedVersion: '$LATEST',
      Payload: await invoke(() => services.invokeFunction(FunctionName, Payload, signal)),
      StatusCode: 200,
    };
  },
};

const invoke = async (call: () => Promise<unknown>): Promise<Json> => {
  try {
    return toJson(await call());
  } catch (thrown) {
    const { name, message, stack } = asError(thrown);
    const trace = stack?.split('\n') ?? [];
    throw new StateFailure(name, JSON.stringify({ errorType: name, errorMessage: message, trace }));
  }
};
