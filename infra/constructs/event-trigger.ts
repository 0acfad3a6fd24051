import { Duration } from 'aws-cdk-lib';
import { type EventBus, type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Workflow } from './workflow.ts';

export interface EventTriggerProps {
  readonly description: string;
  /** Left out, the account's own bus, on which AWS services announce. */
  readonly bus?: EventBus;
  readonly pattern: EventPattern;
  readonly workflow: Workflow;
}

/** Starts a workflow with the whole of an event as its input, and keeps the events that could not start one. */
export class EventTrigger extends Construct {
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string, { description, bus, pattern, workflow }: EventTriggerProps) {
    super(scope, id);
    this.undelivered = new Queue(this, 'Undelivered', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
    });
    new Rule(this, 'Rule', {
      description,
      ...(bus && { eventBus: bus }),
      eventPattern: pattern,
      targets: [
        new SfnStateMachine(workflow.stateMachine, {
          deadLetterQueue: this.undelivered,
          retryAttempts: 20,
          maxEventAge: Duration.hours(6),
        }),
      ],
    });
    acknowledge(this.undelivered, {
      'AwsSolutions-SQS3': 'It is itself the queue for what could not be delivered.',
      'Serverless-SQSRedrivePolicy': 'It is itself the queue for what could not be delivered.',
    });
  }
}
