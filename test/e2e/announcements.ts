import {
  DeleteRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export interface Announcement {
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Announcements {
  /** What has come since the last call and until nothing more came for a few seconds. */
  collect(): Promise<Announcement[]>;
  close(): Promise<void>;
}

/** Listens on the bus as an application would: by a rule that sends what Quarry announces to a queue. */
export const listen = async (
  events: EventBridgeClient,
  sqs: SQSClient,
  eventBusName: string,
): Promise<Announcements> => {
  const name = `quarry-e2e-${Date.now()}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const rule = { Name: name, EventBusName: eventBusName };
  await events.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['quarry'] }) }));
  await events.send(
    new PutTargetsCommand({
      Rule: name,
      EventBusName: eventBusName,
      Targets: [{ Id: 'queue', Arn: Attributes?.QueueArn }],
    }),
  );

  const receive = async (): Promise<Announcement[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    if (Messages.length > 0) {
      const entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: entries }));
    }
    return Messages.map(({ Body = '' }) => JSON.parse(Body)).map((event) => ({
      detailType: event['detail-type'],
      detail: event.detail,
    }));
  };

  return {
    async collect() {
      const announcements: Announcement[] = [];
      for (let silentSeconds = 0; silentSeconds < 3; silentSeconds++) {
        const received = await receive();
        if (received.length > 0) silentSeconds = -1;
        announcements.push(...received);
      }
      return announcements;
    },
    async close() {
      await events.send(new RemoveTargetsCommand({ Rule: name, EventBusName: eventBusName, Ids: ['queue'] }));
      await events.send(new DeleteRuleCommand(rule));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
};
