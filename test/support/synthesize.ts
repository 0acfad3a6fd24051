import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addStacks } from '../../infra/add-stacks.ts';
import { type Environment, loadEnvironment } from '../../infra/environments.ts';

// The construct library's own check of templates takes seconds; `cdk synth` runs it.
process.env.CDK_VALIDATION = 'false';

const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'));
const outdir = mkdtempSync(join(tmpdir(), 'quarry-cdk-'));
process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));

/** The app as the CDK CLI makes it, except that functions are not bundled. */
export const anApp = (): App =>
  new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
    outdir: mkdtempSync(join(outdir, 'app-')),
    analyticsReporting: false,
  });

/** Both stacks of an environment, as CloudFormation templates. */
export const synthesize = (environment: Environment | string) => {
  const { storage, pipeline } = addStacks(
    anApp(),
    typeof environment === 'string' ? loadEnvironment(environment) : environment,
  );
  return {
    stacks: [storage, pipeline],
    storage: Template.fromStack(storage),
    pipeline: Template.fromStack(pipeline),
  };
};
