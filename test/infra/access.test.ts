import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEnvironment } from '../../infra/environments.ts';
import { allowedActions } from '../support/allowed-actions.ts';
import { synthesize } from '../support/synthesize.ts';

const roles = [
  ...['Convert', 'Split', 'Generate', 'Enforce', 'Write', 'Erase', 'Plan', 'Assemble'].map(
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

test.each(['convert', 'split', 'generate', 'enforce', 'write', 'erase', 'plan', 'assemble'])(
  'the variables of %s are exactly those that its handler reads',
  (step) => {
    const [lambda] = Object.values(
      pipeline.findResources('AWS::Lambda::Function', { Properties: { FunctionName: `quarry-dev-${step}` } }),
    );
    const handler = readFileSync(join(import.meta.dirname, `../../functions/${step}/handler.ts`), 'utf8');
    const read = [...handler.matchAll(/requireEnvironment\('(\w+)'\)/g)].map(([, name]) => name);
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
        'lambda:InvokeFunction SuggestFunction',
        'lambda:InvokeFunction AssembleFunction',
        `states:StartExecution ${states}:stateMachine:quarry-dev-dataset`,
        'states:StartExecution DocumentWorkflowStateMachine',
        ...['Describe', 'Stop'].flatMap((verb) => [
          `states:${verb}Execution ${states}:execution:quarry-dev-dataset/*`,
          `states:${verb}Execution ${states}:execution:quarry-dev-document:*`,
        ]),
        ...['DescribeRule', 'PutRule', 'PutTargets'].map((action) => `events:${action} ${managedRule}`),
        's3:GetObject dataset/*/runs/*/plan.jsonl',
        list('dataset', '*/runs/*/plan.jsonl', '*/runs/*/results/*'),
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

test.each(roles.filter((role) => role !== 'DocumentWorkflowStateMachineRole'))(
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
    allowedActions(template, role).some((line) => line.startsWith('bedrock:')),
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
