import { CfnOutput, Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { MonthlyBudget } from './monthly-budget.ts';
import type { StepLambda } from './step-lambda.ts';
import type { Workflow } from './workflow.ts';

export interface OperationsProps {
  readonly workflows: readonly Workflow[];
  readonly steps: readonly StepLambda[];
  readonly undelivered: readonly Queue[];
}

const period = Duration.minutes(5);

/**
 * Alarms on what nobody would notice otherwise, and one page to look at. A rejected document alarms nobody: it is an
 * outcome, and is announced on the bus.
 */
export class Operations extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, environment: Environment, props: OperationsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Alarms', {
      enforceSSL: true,
      topicName: `quarry-${environment.name}-alarms`,
    });
    if (environment.alarmEmail) this.topic.addSubscription(new EmailSubscription(environment.alarmEmail));
    if (environment.monthlyBudgetUsd) {
      new MonthlyBudget(this, 'Budget', {
        environment,
        limitUsd: environment.monthlyBudgetUsd,
        topic: this.topic,
      });
    }

    for (const { stateMachine, node } of props.workflows) {
      this.alarm(`${node.id}Failed`, stateMachine.metricFailed({ period }));
      this.alarm(`${node.id}TimedOut`, stateMachine.metricTimedOut({ period }));
      this.alarm(`${node.id}Throttled`, stateMachine.metricThrottled({ period }));
    }
    for (const step of props.steps) {
      // One error may be a throttled model, which the workflow retries; errors that go on are not.
      this.alarm(`${step.node.id}Errors`, step.function.metricErrors({ period }), 3);
    }
    for (const queue of props.undelivered) {
      this.alarm(
        `${queue.node.scope?.node.id}Undelivered`,
        queue.metricApproximateNumberOfMessagesVisible({ period }),
      );
    }
    this.addDashboard(environment, props);
    new CfnOutput(this, 'AlarmTopicArn', { value: this.topic.topicArn }).overrideLogicalId('AlarmTopicArn');
  }

  /** Something is wrong as soon as it occurs at all, in each of so many periods. */
  private alarm(id: string, metric: cloudwatch.Metric, evaluationPeriods = 1): void {
    metric
      .createAlarm(this, id, {
        threshold: 1,
        evaluationPeriods,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      })
      .addAlarmAction(new SnsAction(this.topic));
  }

  private addDashboard(environment: Environment, { workflows, steps, undelivered }: OperationsProps): void {
    const graph = (title: string, left: cloudwatch.IMetric[]) =>
      new cloudwatch.GraphWidget({ title, left, width: 12 });
    new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: `quarry-${environment.name}`,
      widgets: [
        workflows.map(({ stateMachine, stateMachineName }) =>
          graph(stateMachineName, [
            stateMachine.metricStarted(),
            stateMachine.metricSucceeded(),
            stateMachine.metricFailed(),
            stateMachine.metricTimedOut(),
          ]),
        ),
        [
          graph(
            'Errors by step',
            steps.map((step) => step.function.metricErrors()),
          ),
          graph(
            'Throttles by step',
            steps.map((step) => step.function.metricThrottles()),
          ),
        ],
        [
          graph(
            'Longest run by step (ms)',
            steps.map((step) => step.function.metricDuration({ statistic: 'Maximum' })),
          ),
          graph(
            'Undelivered events',
            undelivered.map((queue) => queue.metricApproximateNumberOfMessagesVisible()),
          ),
        ],
      ],
    });
  }
}
