import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { keyPatterns } from '../key-patterns.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import { grantOnObjects } from './grant-on-objects.ts';
import { Workflow, type WorkflowProps } from './workflow.ts';

const { plans, waiting, results } = keyPatterns;

export interface DatasetWorkflowProps extends Omit<WorkflowProps, 'name' | 'substitutions'> {
  readonly documentWorkflow: Workflow;
  /** Holds the lists of documents that the distributed maps read and the results that they write. */
  readonly datasetBucket: Bucket;
}

/** The workflow that runs the document workflow over a whole plan, as a distributed map of executions of its own. */
export class DatasetWorkflow extends Workflow {
  constructor(scope: Construct, id: string, environment: Environment, props: DatasetWorkflowProps) {
    const { documentWorkflow, datasetBucket } = props;
    super(scope, id, environment, {
      ...props,
      name: 'dataset',
      substitutions: { DocumentStateMachine: documentWorkflow.stateMachine.stateMachineArn },
    });
    this.mayRunItemsOfItsMap();
    this.mayRun(documentWorkflow);
    grantOnObjects(this.stateMachine.role, datasetBucket, 's3:GetObject', [...plans, ...waiting, ...results]);
    grantOnObjects(this.stateMachine.role, datasetBucket, 's3:PutObject', results);
    this.allow(
      ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      results.map((pattern) => datasetBucket.arnForObjects(pattern)),
    );
  }

  /** The distributed map starts each item as an execution of this very machine. By name: a reference would be a circle. */
  private mayRunItemsOfItsMap(): void {
    this.allow(['states:StartExecution'], [this.statesArn('stateMachine', this.stateMachineName)]);
    this.mayWatch(`${this.stateMachineName}/*`);
  }

  /** What `startExecution.sync:2` does: start, watch through a rule that Step Functions manages, and stop. */
  private mayRun({ stateMachine, stateMachineName }: Workflow): void {
    this.allow(['states:StartExecution'], [stateMachine.stateMachineArn]);
    this.mayWatch(`${stateMachineName}:*`);
    this.allow(
      ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      [
        Stack.of(this).formatArn({
          service: 'events',
          resource: 'rule',
          resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
        }),
      ],
    );
  }

  private mayWatch(executions: string): void {
    this.allow(
      ['states:DescribeExecution', 'states:StopExecution'],
      [this.statesArn('execution', executions)],
    );
    acknowledgeWildcard(
      this,
      `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${executions}`,
      'An execution gets its name when it starts.',
    );
  }

  private statesArn(resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
