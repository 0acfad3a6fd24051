import {
  BedrockClient,
  CreateModelCustomizationJobCommand,
  GetModelCustomizationJobCommand,
} from '@aws-sdk/client-bedrock';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { bedrockModelCustomization } from '#shared/adapters/bedrock-model-customization.ts';

const client = mockClient(BedrockClient);
const { find, start } = bedrockModelCustomization({
  client: client as never,
  roleArn: 'arn:aws:iam::1:role/tuning',
});
const job = {
  name: 'quarry-air-a1b2',
  baseModel: 'amazon.nova-micro-v1:0',
  hyperparameters: { epochCount: '2' },
  trainingUri: 's3://dataset/air/versions/v-1/train.bedrock.jsonl',
  outputUri: 's3://dataset/air/fine-tuning/quarry-air-a1b2/',
};
const failure = (name: string) => Object.assign(new Error('why'), { name });

beforeEach(() => client.reset());

test('a job trains on the rows of a version, and its model bears its name', async () => {
  client.on(CreateModelCustomizationJobCommand).resolves({ jobArn: 'arn:job' });
  expect(await start(job)).toBe('arn:job');
  const input = {
    jobName: 'quarry-air-a1b2',
    customModelName: 'quarry-air-a1b2',
    clientRequestToken: 'quarry-air-a1b2',
    roleArn: 'arn:aws:iam::1:role/tuning',
    baseModelIdentifier: 'amazon.nova-micro-v1:0',
    customizationType: 'FINE_TUNING',
    trainingDataConfig: { s3Uri: job.trainingUri },
    outputDataConfig: { s3Uri: job.outputUri },
    hyperParameters: { epochCount: '2' },
  };
  expect(client.commandCalls(CreateModelCustomizationJobCommand)[0]?.args[0].input).toEqual(input);

  const validationUri = 's3://dataset/air/versions/v-1/validation.bedrock.jsonl';
  await start({ ...job, validationUri });
  expect(client.commandCalls(CreateModelCustomizationJobCommand)[1]?.args[0].input).toEqual({
    ...input,
    validationDataConfig: { validators: [{ s3Uri: validationUri }] },
  });
});

test.each([
  ['InProgress', false],
  ['Completed', false],
  ['Stopped', false],
  ['Failed', true],
] as const)('a job is found by its name, as %s', async (status, hasFailed) => {
  client
    .on(GetModelCustomizationJobCommand, { jobIdentifier: job.name })
    .resolves({ jobArn: 'arn:job', status });
  expect(await find(job.name)).toEqual({ id: 'arn:job', hasFailed });
});

test('a job that is not there is null', async () => {
  client.on(GetModelCustomizationJobCommand).rejects(failure('ResourceNotFoundException'));
  expect(await find(job.name)).toBeNull();
});

test.each([
  ['ThrottlingException', 'ThrottledError'],
  ['ServiceQuotaExceededException', 'ThrottledError'],
  ['ValidationException', 'ModelRefusedError'],
  ['AccessDeniedException', 'ModelRefusedError'],
])('%s is a %s that names the base model', async (name, expected) => {
  client.on(CreateModelCustomizationJobCommand).rejects(failure(name));
  await expect(start(job)).rejects.toMatchObject({
    name: expected,
    message: expect.stringContaining(job.baseModel),
  });
});
