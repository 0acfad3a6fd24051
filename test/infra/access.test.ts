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

describe('a function may do what its room needs and nothing else', () => {
  const documents = 'dataset/*/documents/*';
  const shards = 'dataset/*/shards/*';
  const readsDocuments = [`s3:GetObject ${documents}`, list('dataset', '*/documents/*')];
  const readsSource = ['s3:GetObject source/*', list('source', '*')];
  const bedrock = [
    'bedrock:InvokeModel arn:<Partition>:bedrock:<Region>:<AccountId>:inference-profile/global.amazon.nova-2-lite-v1:0',
    'bedrock:InvokeModel arn:<Partition>:bedrock:*::foundation-model/amazon.nova-2-lite-v1:0 if bedrock:InferenceProfileArn StringEquals arn:<Partition>:bedrock:<Region>:<AccountId>:inference-profile/global.amazon.nova-2-lite-v1:0',
  ];
  test.each([
    ['Convert', [...readsSource, `s3:PutObject ${documents}`]],
    ['Split', [...readsDocuments, `s3:PutObject ${documents}`, 'secretsmanager:GetSecretValue auditKey']],
    ['Generate', [...readsDocuments, `s3:PutObject ${documents}`, ...bedrock]],
    ['Enforce', [...readsDocuments, `s3:PutObject ${documents}`, 'secretsmanager:GetSecretValue auditKey']],
    [
      'Write',
      [
        ...readsDocuments,
        ...['Put', 'Delete'].flatMap((verb) => [documents, shards].map((keys) => `s3:${verb}Object ${keys}`)),
      ],
    ],
    [
      'Erase',
      [
        ...readsSource,
        ...readsDocuments,
        `s3:PutObject ${documents}`,
        `s3:DeleteObject ${documents}`,
        `s3:DeleteObject ${shards}`,
      ],
    ],
    ['Plan', [...readsSource, ...readsDocuments, 's3:PutObject dataset/*/runs/*']],
    [
      'Assemble',
      [
        's3:GetObject source/*/dataset.yaml',
        list('source', '*/dataset.yaml'),
        `s3:GetObject ${documents}`,
        `s3:GetObject ${shards}`,
        's3:GetObject dataset/*/runs/*',
        list('dataset', '*/documents/*', '*/shards/*', '*/runs/*'),
        's3:PutObject dataset/*/versions/*',
        's3:PutObject dataset/*/latest.json',
      ],
    ],
  ])('%s', (step, expected) => {
    expect(actionsOf(`${step}Role`)).toEqual(expected.sort());
  });
});

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
        'lambda:InvokeFunction AssembleFunction',
        `states:StartExecution ${states}:stateMachine:quarry-dev-dataset`,
        'states:StartExecution DocumentWorkflowStateMachine',
        ...['Describe', 'Stop'].flatMap((verb) => [
          `states:${verb}Execution ${states}:execution:quarry-dev-dataset/*`,
          `states:${verb}Execution ${states}:execution:quarry-dev-document:*`,
        ]),
        ...['DescribeRule', 'PutRule', 'PutTargets'].map((action) => `events:${action} ${managedRule}`),
        's3:GetObject dataset/*/runs/*',
        list('dataset', '*/runs/*'),
        ...['PutObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'].map(
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
