import { CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { DatasetWorkflow } from '../constructs/dataset-workflow.ts';
import { EventTrigger } from '../constructs/event-trigger.ts';
import { Operations } from '../constructs/operations.ts';
import { Workflow } from '../constructs/workflow.ts';
import { type Environment, environmentTags } from '../environments.ts';
import { deletionPattern, runRequestPattern, uploadPattern } from '../event-patterns.ts';
import { addSteps } from '../steps.ts';
import type { StorageStack } from './storage-stack.ts';

/** What can be rebuilt from this repository: the steps, the two workflows, and what starts and watches them. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, environment: Environment, storage: StorageStack) {
    super(scope, id, {
      description: `Quarry ${environment.name}: from documents to datasets`,
      terminationProtection: environment.keepData,
      tags: environmentTags(environment),
    });
    const bus = new EventBus(this, 'Bus', {
      eventBusName: `quarry-${environment.name}`,
      description: 'Takes requests for datasets and announces what became of them',
    });
    const steps = addSteps(this, environment, storage);
    const { convert, split, generate, enforce, write, erase, plan, batch, suggest, assemble, tune } = steps;

    const documentWorkflow = new Workflow(this, 'DocumentWorkflow', environment, {
      name: 'document',
      steps: {
        ConvertFunction: convert,
        SplitFunction: split,
        GenerateFunction: generate,
        EnforceFunction: enforce,
        WriteFunction: write,
        EraseFunction: erase,
      },
      bus,
    });
    const datasetWorkflow = new DatasetWorkflow(this, 'DatasetWorkflow', environment, {
      steps: {
        PlanFunction: plan,
        BatchFunction: batch,
        SuggestFunction: suggest,
        AssembleFunction: assemble,
        TuneFunction: tune,
      },
      bus,
      documentWorkflow,
      datasetBucket: storage.dataset,
    });

    const triggers = [
      new EventTrigger(this, 'Upload', {
        description: 'A document was uploaded',
        pattern: uploadPattern(storage.source.bucketName),
        workflow: documentWorkflow,
      }),
      new EventTrigger(this, 'Deletion', {
        description: 'A document was deleted',
        pattern: deletionPattern(storage.source.bucketName),
        workflow: documentWorkflow,
      }),
      new EventTrigger(this, 'RunRequest', {
        description: 'A dataset was asked for',
        bus,
        pattern: runRequestPattern,
        workflow: datasetWorkflow,
      }),
    ];
    new Operations(this, 'Operations', environment, {
      workflows: [documentWorkflow, datasetWorkflow],
      steps: Object.values(steps),
      undelivered: triggers.map((trigger) => trigger.undelivered),
    });

    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName });
    new CfnOutput(this, 'DocumentWorkflowArn', { value: documentWorkflow.stateMachine.stateMachineArn });
    new CfnOutput(this, 'DatasetWorkflowArn', { value: datasetWorkflow.stateMachine.stateMachineArn });
  }
}
