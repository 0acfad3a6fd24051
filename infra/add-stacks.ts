import type { App } from 'aws-cdk-lib';
import type { Environment } from './environments.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';

/**
 * One environment: what must not be lost apart from what can be rebuilt from this repository. The stacks name no account
 * and no region; they go where the credentials of the deployment point.
 */
export const addStacks = (app: App, environment: Environment) => {
  const storage = new StorageStack(app, `quarry-${environment.name}-storage`, environment);
  const pipeline = new PipelineStack(app, `quarry-${environment.name}-pipeline`, environment, storage);
  return { storage, pipeline };
};
