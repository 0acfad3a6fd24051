import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { bucketStatements } from './bucket-statements.ts';
import { Workflow, type WorkflowProps } from './workflow.ts';

export interface DatasetWorkflowProps extends Omit<WorkflowProps, 'name' | 'substitutions'> {
  readonly documentWorkflow: Workflow;
  /** Holds the plan that the distributed map reads and the results that it writes. */
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
    const stack = Stack.of(this);
    const statesArn = (resource: string, resourceName: string) =>
      stack.formatArn({
        service: 'states',
        resource,
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });

    // The distributed map starts each item as an execution of this very machine. By name: a reference would be a circle.
    this.allow(['states:StartExecution'], [statesArn('stateMachine', this.stateMachineName)]);
    this.allow(
      ['states:DescribeExecution', 'states:StopExecution'],
      [statesArn('execution', `${this.stateMachineName}/*`)],
    );
    for (const [action, pattern] of [
      ['s3:GetObject', '*/runs/*'],
      ['s3:PutObject', '*/runs/*/results/*'],
    ] as const) {
      for (const statement of bucketStatements(datasetBucket, action, [pattern])) {
        this.stateMachine.addToRolePolicy(statement);
      }
    }
    this.allow(
      ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      [datasetBucket.arnForObjects('*/runs/*/results/*')],
    );

    // What `startExecution.sync:2` does: start, watch by a rule that Step Functions manages, and stop.
    this.allow(['states:StartExecution'], [documentWorkflow.stateMachine.stateMachineArn]);
    this.allow(
      ['states:DescribeExecution', 'states:StopExecution'],
      [statesArn('execution', `${documentWorkflow.stateMachineName}:*`)],
    );
    this.allow(
      ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      [
        stack.formatArn({
          service: 'events',
          resource: 'rule',
          resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
        }),
      ],
    );
  }
}
