import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where the deployed parts lie, from the outputs of the stacks. */
export interface Deployment {
  readonly sourceBucket: string;
  readonly datasetBucket: string;
  readonly eventBusName: string;
  readonly documentWorkflowArn: string;
  readonly datasetWorkflowArn: string;
}

/** Deploys the environment `e2e` with the real CDK CLI, as a person would, to the endpoint that the environment names. */
export const deploy = async (): Promise<Deployment> => {
  const folder = mkdtempSync(join(tmpdir(), 'quarry-e2e-'));
  const outputs = join(folder, 'outputs.json');
  const settings = ['-c', 'env=e2e', '--output', join(folder, 'cdk.out'), '--no-notices'];
  try {
    await cdk(['bootstrap', ...settings]);
    await cdk(['deploy', '--all', '--require-approval', 'never', '--outputs-file', outputs, ...settings]);
    const { 'quarry-e2e-storage': storage, 'quarry-e2e-pipeline': pipeline } = JSON.parse(
      readFileSync(outputs, 'utf8'),
    );
    return {
      sourceBucket: storage.SourceBucketName,
      datasetBucket: storage.DatasetBucketName,
      eventBusName: pipeline.EventBusName,
      documentWorkflowArn: pipeline.DocumentWorkflowArn,
      datasetWorkflowArn: pipeline.DatasetWorkflowArn,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const run = promisify(execFile);

const cdk = async (args: readonly string[]): Promise<void> => {
  await run('npx', ['cdk', ...args], { maxBuffer: 2 ** 26 }).catch(({ stdout, stderr }) => {
    throw new Error(`cdk ${args[0]} failed\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
  });
};
