import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEnvironment } from '../../infra/environments.ts';
import { allowedActions } from '../support/allowed-actions.ts';
import { synthesize } from '../support/synthesize.ts';

const roles = [
  ...['Convert', 'Split', 'Generate', 'Enforce', 'Write', 'Erase', 'Plan', 'Batch', 'Assemble', 'Tune'].map(
    (step) => `${step}Role`,
  ),
  'DocumentWorkflowStateMachineRole',
  'DatasetWorkflowStateMachineRole',
];
const { pipeline } = synthesize('dev');
const { pipeline: encrypted } = synthesize('prod');

/** What a role may do beside its logs and traces. */
const actionsOf = (role: string, template = pipeline) =>
  allowedActions(template, role).filter((line) => !/^(logs|xray):/.test(line));

const list = (bucket: string, ...prefixes: string[]) =>
  `s3:ListBucket ${bucket} if s3:prefix StringLikeIfExists ${prefixes.join(', ')}`;

test.each(['convert', 'split', 'generate', 'enforce', 'write', 'erase', 'plan', 'batch', 'assemble', 'tune'])(
  'the variables of %s are exactly those that its handler reads',
  (step) => {
    const [lambda] = Object.values(
      pipeline.findResources('AWS::Lambda::Function', { Properties: { FunctionName: `quarry-dev-${step}` } }),
    );
    const source = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
    const handler = source(`functions/${step}/handler.ts`);
    const deployment = 'shared/adapters/lambda-deployment.ts';
    const code = handler.includes(deployment) ? handler + source(deployment) : handler;
    const read = [...code.matchAll(/requireEnvironment\('(\w+)'\)/g)].map(([, name]) => name);
    expect(Object.keys(lambda?.Properties.Environment.Variables).sort()).toEqual(read.sort());
  },
);

describe('a workflow', () => {
  test('of a document calls its steps and announces', () => {
    expect(actionsOf('DocumentWorkflowStateMachineRole')).toEqual([
      'events:PutEvents Bus',
      ...['Convert', 'Enforce', 'Erase', 'Generate', 'Split', 'Write'].map(
        (step) => `lambda:InvokeFunction ${step}Function`,
      ),
    ]);
  });

  test('of a dataset also runs itself, the document workflow, and reads and writes its runs', () => {
    const states = 'arn:<Partition>:states:<Region>:<AccountId>';
    const managedRule =
      'arn:<Partition>:events:<Region>:<AccountId>:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule';
    expect(actionsOf('DatasetWorkflowStateMachineRole')).toEqual(
      [
        'events:PutEvents Bus',
        'lambda:InvokeFunction PlanFunction',
        'lambda:InvokeFunction BatchFunction',
        'lambda:InvokeFunction SuggestFunction',
        'lambda:InvokeFunction AssembleFunction',
        'lambda:InvokeFunction TuneFunction',
        `states:StartExecution ${states}:stateMachine:quarry-dev-dataset`,
        'states:StartExecution DocumentWorkflowStateMachine',
        ...['Describe', 'Stop'].flatMap((verb) => [
          `states:${verb}Execution ${states}:execution:quarry-dev-dataset/*`,
          `states:${verb}Execution ${states}:execution:quarry-dev-document:*`,
        ]),
        ...['DescribeRule', 'PutRule', 'PutTargets'].map((action) => `events:${action} ${managedRule}`),
        's3:GetObject dataset/*/runs/*/plan.jsonl',
        's3:GetObject dataset/*/runs/*/waiting.jsonl',
        list('dataset', '*/runs/*/plan.jsonl', '*/runs/*/waiting.jsonl', '*/runs/*/results/*'),
        ...['GetObject', 'PutObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'].map(
          (action) => `s3:${action} dataset/*/runs/*/results/*`,
        ),
      ].sort(),
    );
  });
});

test.each(roles)('%s has no action with a wildcard, and none on everything but logs and traces', (role) => {
  const lines = allowedActions(encrypted, role);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => /^\S*\*/.test(line))).toEqual([]);
  expect(lines.filter((line) => /^(?!logs:|xray:)\S+ \*/.test(line))).toEqual([]);
});

test.each(roles.filter((role) => !['DocumentWorkflowStateMachineRole', 'TuneRole'].includes(role)))(
  '%s may use the key of the data where there is one, and do no more with it',
  (role) => {
    const keyActions = actionsOf(role, encrypted).filter((line) => line.startsWith('kms:'));
    expect(keyActions).toEqual(['kms:Decrypt dataKey', 'kms:GenerateDataKey dataKey']);
  },
);

test('the audit key is read by the steps that hash what they find, and by no other', () => {
  const readers = roles.filter((role) => actionsOf(role).includes('secretsmanager:GetSecretValue auditKey'));
  expect(readers).toEqual(['SplitRole', 'EnforceRole']);
});

test('Bedrock can be called by the generate step alone, for the configured models alone', () => {
  const environment = {
    ...loadEnvironment('dev'),
    bedrockModels: ['amazon.nova-micro-v1:0', 'eu.amazon.nova-2-lite-v1:0'],
  };
  const { pipeline: template } = synthesize(environment);
  const callers = roles.filter((role) =>
    allowedActions(template, role).some((line) => line.startsWith('bedrock:InvokeModel')),
  );
  expect(callers).toEqual(['GenerateRole']);
  const profile = 'arn:<Partition>:bedrock:<Region>:<AccountId>:inference-profile/eu.amazon.nova-2-lite-v1:0';
  expect(actionsOf('GenerateRole', template).filter((line) => line.startsWith('bedrock:'))).toEqual(
    [
      'bedrock:InvokeModel arn:<Partition>:bedrock:<Region>::foundation-model/amazon.nova-micro-v1:0',
      `bedrock:InvokeModel ${profile}`,
      `bedrock:InvokeModel arn:<Partition>:bedrock:*::foundation-model/amazon.nova-2-lite-v1:0 if bedrock:InferenceProfileArn StringEquals ${profile}`,
    ].sort(),
  );
});

test('the batch step can have jobs made of the configured models alone, and hand Bedrock the role of jobs alone', () => {
  const environment = {
    ...loadEnvironment('dev'),
    bedrockModels: ['amazon.nova-micro-v1:0', 'eu.amazon.nova-2-lite-v1:0'],
  };
  const { pipeline: template } = synthesize(environment);
  const bedrock = 'arn:<Partition>:bedrock';
  const jobs = `${bedrock}:<Region>:<AccountId>:model-invocation-job/*`;
  const profile = `${bedrock}:<Region>:<AccountId>:inference-profile/eu.amazon.nova-2-lite-v1:0`;
  const create = 'bedrock:CreateModelInvocationJob';
  expect(actionsOf('BatchRole', template).filter((line) => /^(?:bedrock|iam):/.test(line))).toEqual(
    [
      `${create} ${bedrock}:<Region>::foundation-model/amazon.nova-micro-v1:0`,
      `${create} ${bedrock}:*::foundation-model/amazon.nova-2-lite-v1:0`,
      `${create} ${profile}`,
      `${create} ${jobs}`,
      `bedrock:GetModelInvocationJob ${jobs}`,
      'iam:PassRole BatchJobRole if iam:PassedToService StringEquals bedrock.amazonaws.com',
    ].sort(),
  );

  const trusts = Object.entries(template.findResources('AWS::IAM::Role'))
    .filter(([logicalId]) => /^BatchJobRole[0-9A-F]{8}$/.test(logicalId))
    .flatMap(([, role]) => role.Properties.AssumeRolePolicyDocument.Statement);
  expect(trusts).toHaveLength(1);
  const [trust] = trusts;
  expect(trust).toMatchObject({
    Principal: { Service: 'bedrock.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  });
  expect(JSON.stringify(trust.Condition.ArnLike['aws:SourceArn'])).toContain(':model-invocation-job/*');
  expect(actionsOf('BatchJobRole', template).filter((line) => !line.startsWith('kms:'))).toEqual(
    [
      `bedrock:InvokeModel ${bedrock}:<Region>::foundation-model/amazon.nova-micro-v1:0`,
      `bedrock:InvokeModel ${bedrock}:*::foundation-model/amazon.nova-2-lite-v1:0 if bedrock:InferenceProfileArn StringEquals ${profile}`,
      `bedrock:InvokeModel ${profile}`,
      's3:GetObject dataset/*/batches/jobs/*/*',
      's3:PutObject dataset/*/batches/jobs/*/output/*',
      list('dataset', '*/batches/jobs/*/*'),
    ].sort(),
  );
});

test('the tune step can have the configured models alone tuned, and hand Bedrock a role that reads rows alone', () => {
  const { pipeline: template } = synthesize({
    ...loadEnvironment('prod'),
    fineTuningModels: ['amazon.nova-micro-v1:0'],
  });
  const bedrock = 'arn:<Partition>:bedrock:<Region>';
  const jobs = `${bedrock}:<AccountId>:model-customization-job/*`;
  const create = 'bedrock:CreateModelCustomizationJob';
  const models = `${create} ${bedrock}::foundation-model/amazon.nova-micro-v1:0`;
  const always = [
    `bedrock:GetModelCustomizationJob ${jobs}`,
    'iam:PassRole FineTuningRole if iam:PassedToService StringEquals bedrock.amazonaws.com',
  ];
  const tuning = (of: typeof template) =>
    actionsOf('TuneRole', of).filter((line) => /^(?:bedrock|iam|kms):/.test(line));
  expect(tuning(template)).toEqual(
    [
      models,
      `${create} ${jobs}`,
      `${create} ${bedrock}:<AccountId>:custom-model/*`,
      ...always,
      'kms:Decrypt dataKey',
    ].sort(),
  );
  expect(tuning(pipeline)).toEqual(always.sort());

  const records = ['train', 'validation'].map((split) => `*/versions/*/${split}.bedrock.jsonl`);
  expect(actionsOf('FineTuningRole', template)).toEqual(
    [
      'kms:Decrypt dataKey',
      'kms:GenerateDataKey dataKey',
      ...records.map((key) => `s3:GetObject dataset/${key}`),
      's3:PutObject dataset/*/fine-tuning/*/*',
      list('dataset', ...records),
    ].sort(),
  );
});

test('without a Bedrock model no job can be made', () => {
  const { pipeline: template } = synthesize({ ...loadEnvironment('dev'), bedrockModels: [] });
  expect(actionsOf('BatchRole', template).filter((line) => line.startsWith('bedrock:Create'))).toEqual([]);
});

test('the enforce step can call the judge that the environment names, and the generate step cannot', () => {
  const { pipeline: template } = synthesize({
    ...loadEnvironment('dev'),
    bedrockModels: ['amazon.nova-micro-v1:0'],
    judgeModels: ['amazon.nova-pro-v1:0'],
  });
  const modelsOf = (role: string) =>
    allowedActions(template, role).filter((line) => line.startsWith('bedrock:'));
  const arn = 'bedrock:InvokeModel arn:<Partition>:bedrock:<Region>::foundation-model';
  expect(modelsOf('EnforceRole')).toEqual([`${arn}/amazon.nova-pro-v1:0`]);
  expect(modelsOf('GenerateRole')).toEqual([`${arn}/amazon.nova-micro-v1:0`]);
});

test('the convert step can call the readers of scans that the environment names, and by default none', () => {
  const { pipeline: template } = synthesize({
    ...loadEnvironment('dev'),
    allowTextract: true,
    ocrModels: ['amazon.nova-pro-v1:0'],
  });
  const readersOf = (of?: typeof template) =>
    actionsOf('ConvertRole', of).filter((line) => /^(?:bedrock|textract):/.test(line));
  expect(readersOf(template)).toEqual([
    'bedrock:InvokeModel arn:<Partition>:bedrock:<Region>::foundation-model/amazon.nova-pro-v1:0',
    'textract:DetectDocumentText *',
  ]);
  expect(readersOf()).toEqual([]);
});
