import { join } from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { StepLambda } from './step-lambda.ts';

export interface WorkflowProps {
  /** `infra/workflows/<name>.asl.json`, which also runs on a laptop, as it is. */
  readonly name: string;
  /** By the placeholder that stands for each in the definition, for example `ConvertFunction`. */
  readonly steps: Readonly<Record<string, StepLambda>>;
  /** Where it announces what it did; `${EventBus}` in the definition. */
  readonly bus: EventBus;
  /** What else the definition names. */
  readonly substitutions?: Readonly<Record<string, string>>;
}

/** A state machine that may call its steps and announce on our bus. Its logs show the path taken and no data. */
export class Workflow extends Construct {
  readonly stateMachine: sfn.StateMachine;
  readonly stateMachineName: string;

  constructor(scope: Construct, id: string, environment: Environment, props: WorkflowProps) {
    super(scope, id);
    this.stateMachineName = `quarry-${environment.name}-${props.name}`;
    const steps = Object.entries(props.steps);
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      stateMachineName: this.stateMachineName,
      definitionBody: sfn.DefinitionBody.fromFile(
        join(import.meta.dirname, `../workflows/${props.name}.asl.json`),
      ),
      definitionSubstitutions: {
        ...Object.fromEntries(steps.map(([placeholder, step]) => [placeholder, step.function.functionArn])),
        EventBus: props.bus.eventBusName,
        ...props.substitutions,
      },
      logs: {
        destination: new LogGroup(this, 'Logs', {
          // Under this prefix the log group needs no resource policy, of which a region has only ten.
          logGroupName: `/aws/vendedlogs/states/${this.stateMachineName}`,
          retention: environment.logRetentionDays,
          removalPolicy: environment.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        }),
        level: sfn.LogLevel.ALL,
        includeExecutionData: false,
      },
      tracingEnabled: true,
    });
    this.allow(
      ['lambda:InvokeFunction'],
      steps.map(([, step]) => step.function.functionArn),
    );
    this.allow(['events:PutEvents'], [props.bus.eventBusArn]);
    acknowledgeWildcard(this, '*', 'Log delivery and X-Ray have no resources to name.');
  }

  allow(actions: string[], resources: string[]): void {
    this.stateMachine.addToRolePolicy(new PolicyStatement({ actions, resources }));
  }
}
