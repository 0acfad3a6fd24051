import * as z from 'zod';
import { allowanceSchema } from '../dataset/require-allowed.ts';
import { providerSchema } from '../domain/dataset-settings.ts';
import { requireEnvironment } from './environment.ts';
import { priceOf } from './model-prices.ts';

const deploymentSchema = z.strictObject({
  /** For the datasets that name none. */
  generator: z.strictObject({ provider: providerSchema, model: z.string().optional() }),
  allows: allowanceSchema,
});

/** What the stack tells every function that resolves the settings of a dataset. */
export const lambdaDeployment = () => {
  const { generator, allows } = deploymentSchema.parse(JSON.parse(requireEnvironment('DEPLOYMENT')));
  return { defaults: { generator }, allows, priceOf };
};
