import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { deletionPattern, runRequestPattern, uploadPattern } from '../../infra/event-patterns.ts';
import { matchesEvent } from '../support/match-event.ts';
import { synthesize } from '../support/synthesize.ts';

const { pipeline } = synthesize('prod');

/** As S3 sends it, apart from what no pattern of ours looks at. */
const s3Event = (
  detailType: string,
  detail: { key: string; size?: number; bucket?: string; reason: string },
) => ({
  source: 'aws.s3',
  'detail-type': detailType,
  detail: {
    bucket: { name: detail.bucket ?? 'documents' },
    object: { key: detail.key, ...(detail.size !== undefined && { size: detail.size }) },
    reason: detail.reason,
  },
});
const upload = (key: string, size = 12) => s3Event('Object Created', { key, size, reason: 'PutObject' });
const deletion = (key: string, reason = 'DeleteObject') => s3Event('Object Deleted', { key, reason });

/** A pattern as CloudFormation takes it. */
const rendered = ({ detailType, ...rest }: ReturnType<typeof uploadPattern>) =>
  JSON.parse(JSON.stringify({ ...rest, 'detail-type': detailType }));

describe('an upload starts the document workflow', () => {
  const pattern = rendered(uploadPattern('documents'));
  test.each([
    ['of a document', upload('airline/refunds.pdf')],
    ['of a name with a space, a plus sign and an umlaut', upload('airline/Gepäck + Regeln.md')],
    ['of an empty file, so that it is rejected with a reason', upload('airline/empty.txt', 0)],
    ['in several parts', s3Event('Object Created', { key: 'a/b.pdf', reason: 'CompleteMultipartUpload' })],
  ])('%s', (_case, event) => expect(matchesEvent(pattern, event)).toBe(true));
  test.each([
    ['of a folder marker', upload('airline/', 0)],
    [
      'into another bucket',
      s3Event('Object Created', { key: 'a/b.md', bucket: 'other', reason: 'PutObject' }),
    ],
    ['that is a deletion', deletion('airline/refunds.pdf')],
    ['that is a change of tags', s3Event('Object Tags Added', { key: 'a/b.md', reason: 'PutObjectTagging' })],
  ])('but not one %s', (_case, event) => expect(matchesEvent(pattern, event)).toBe(false));
});

describe('a deletion starts the document workflow', () => {
  const pattern = rendered(deletionPattern('documents'));
  test('by a person or a program', () => expect(matchesEvent(pattern, deletion('a/b.md'))).toBe(true));
  test('but not when S3 clears away an old version', () =>
    expect(matchesEvent(pattern, deletion('a/b.md', 'Lifecycle Expiration'))).toBe(false));
  test('but not that of a folder marker', () => expect(matchesEvent(pattern, deletion('a/'))).toBe(false));
});

test('a request for a dataset starts the dataset workflow, whoever sends it', () => {
  const request = {
    source: 'any.application',
    'detail-type': 'DatasetRunRequested',
    detail: { dataset: 'a' },
  };
  expect(matchesEvent(rendered(runRequestPattern), request)).toBe(true);
  expect(matchesEvent(rendered(runRequestPattern), { ...request, 'detail-type': 'Dataset Ready' })).toBe(
    false,
  );
});

test.each([
  ['A document was uploaded', uploadPattern('documents'), 'DocumentWorkflow'],
  ['A document was deleted', deletionPattern('documents'), 'DocumentWorkflow'],
  ['A dataset was asked for', runRequestPattern, 'DatasetWorkflow'],
])(
  '%s: the deployed rule hands the whole event to the workflow and keeps what it cannot',
  (description, pattern, workflow) => {
    const [rule, ...others] = Object.values(
      pipeline.findResources('AWS::Events::Rule', { Properties: { Description: description } }),
    );
    expect(others).toEqual([]);
    const { EventPattern, Targets, EventBusName } = rule?.Properties ?? {};
    const bucket = EventPattern.detail?.bucket;
    expect({
      ...EventPattern,
      ...(bucket && { detail: { ...EventPattern.detail, bucket: { name: ['documents'] } } }),
    }).toEqual(rendered(pattern));
    if (bucket) expect(JSON.stringify(bucket.name)).toContain('ExportsOutputRefSource');
    expect(EventBusName === undefined).toBe(workflow === 'DocumentWorkflow');
    expect(Targets).toHaveLength(1);
    expect(Targets[0].Arn.Ref).toContain(`${workflow}StateMachine`);
    expect(Targets[0]).not.toHaveProperty('Input');
    expect(Targets[0]).not.toHaveProperty('InputTransformer');
    expect(Targets[0]).not.toHaveProperty('InputPath');
    expect(Targets[0].RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 21_600, MaximumRetryAttempts: 20 });

    const queue = Targets[0].DeadLetterConfig.Arn['Fn::GetAtt'][0];
    expect(pipeline.findResources('AWS::SQS::Queue')[queue]?.Properties).toMatchObject({
      MessageRetentionPeriod: 1_209_600,
      SqsManagedSseEnabled: true,
    });
    pipeline.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: queue }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } }),
        ]),
      },
    });
  },
);
