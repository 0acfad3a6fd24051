import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { test } from 'vitest';
import { addStacks } from '../../infra/add-stacks.ts';
import { loadEnvironment } from '../../infra/environments.ts';
import { anApp } from '../support/synthesize.ts';

test.each(['dev', 'staging', 'prod', 'e2e'])('%s', (name) => {
  const app = anApp();
  addStacks(app, loadEnvironment(name));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  app.synth();
});
