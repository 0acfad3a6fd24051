import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { loadEnvironment } from '../../infra/environments.ts';
import { synthesize } from '../support/synthesize.ts';

const { pipeline } = synthesize('prod');
const alarms = Object.values(pipeline.findResources('AWS::CloudWatch::Alarm')).map(
  ({ Properties }) => Properties,
);
const alarmsOn = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric);

test('every way in which something can go wrong unseen has its alarm', () => {
  for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled']) {
    expect(alarmsOn(metric)).toHaveLength(2);
  }
  expect(alarmsOn('Errors')).toHaveLength(11);
  expect(alarmsOn('ApproximateNumberOfMessagesVisible')).toHaveLength(3);
});

test('one occurrence tells the topic, of errors that are retried only when they go on, and silence is no alarm', () => {
  for (const alarm of alarms) {
    expect(alarm).toMatchObject({
      Threshold: 1,
      EvaluationPeriods: alarm.MetricName === 'Errors' ? 3 : 1,
      TreatMissingData: 'notBreaching',
    });
    expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^OperationsAlarms/) }]);
  }
});

test('the output that names the topic is called as the guide calls it', () => {
  pipeline.hasOutput('AlarmTopicArn', { Value: { Ref: Match.stringLikeRegexp('^OperationsAlarms') } });
});

test('the topic can be told only over TLS', () => {
  pipeline.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    },
  });
});

test('an address and a budget are settings', () => {
  pipeline.resourceCountIs('AWS::SNS::Subscription', 0);
  pipeline.resourceCountIs('AWS::Budgets::Budget', 0);
  const { pipeline: watched } = synthesize({
    ...loadEnvironment('prod'),
    alarmEmail: 'on-call@example.com',
    monthlyBudgetUsd: 250,
  });
  watched.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'on-call@example.com',
  });
  watched.hasResourceProperties('AWS::Budgets::Budget', {
    Budget: {
      BudgetLimit: { Amount: 250, Unit: 'USD' },
      TimeUnit: 'MONTHLY',
      CostFilters: { TagKeyValue: ['user:quarry:environment$prod'] },
    },
  });
});

test('the model is protected from too many calls at once', () => {
  pipeline.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'quarry-prod-generate',
    ReservedConcurrentExecutions: loadEnvironment('prod').generateConcurrency,
  });
});
