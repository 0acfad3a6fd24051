import { Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { addStacks } from '../../infra/add-stacks.ts';
import { type Environment, loadEnvironment, parseEnvironment } from '../../infra/environments.ts';
import { guardrailOf } from '../../infra/guardrail-export.ts';
import { allowedActions } from '../support/allowed-actions.ts';
import { anApp, synthesize } from '../support/synthesize.ts';

const steps = ['Convert', 'Split', 'Generate', 'Enforce', 'Write', 'Erase', 'Plan', 'Suggest', 'Assemble'];
const withGuardrail = (name: string, packs: readonly string[] = ['gdpr', 'secrets']): Environment => ({
  ...loadEnvironment(name),
  guardrail: { packs: [...packs] },
});
const template = synthesize(withGuardrail('dev')).pipeline;
const variablesOf = (pipeline: typeof template, step: string) =>
  Object.values(
    pipeline.findResources('AWS::Lambda::Function', {
      Properties: { FunctionName: Match.stringLikeRegexp(`-${step}$`) },
    }),
  )[0]?.Properties.Environment.Variables;

describe('an environment without a guardrail', () => {
  const { pipeline } = synthesize('dev');

  test('has none, and nobody who could apply one', () => {
    pipeline.resourceCountIs('AWS::Bedrock::Guardrail', 0);
    pipeline.resourceCountIs('AWS::Bedrock::GuardrailVersion', 0);
    expect(steps.flatMap((step) => allowedActions(pipeline, `${step}Role`)).join()).not.toContain(
      'Guardrail',
    );
  });

  test('names none to the enforce step', () => {
    expect(variablesOf(pipeline, 'enforce')).not.toHaveProperty('GUARDRAIL');
  });
});

describe('an environment with a guardrail', () => {
  test('makes it of the rules of its packs', () => {
    const { definition } = guardrailOf(['gdpr', 'secrets']);
    const [guardrail] = Object.values(template.findResources('AWS::Bedrock::Guardrail'));
    expect(guardrail?.Properties).toMatchObject({
      Name: 'quarry-dev',
      Description: expect.stringMatching(/^Quarry: gdpr@[\d.]+, secrets@[\d.]+$/),
      Tags: [{ Key: 'quarry:environment', Value: 'dev' }],
    });
    const types = guardrail?.Properties.SensitiveInformationPolicyConfig.PiiEntitiesConfig;
    expect(types.map(({ Type }: { Type: string }) => Type)).toEqual(
      definition?.sensitiveInformationPolicyConfig?.piiEntitiesConfig?.map(({ type }) => type),
    );
    expect(types).toContainEqual({
      Type: 'NAME',
      Action: 'ANONYMIZE',
      InputAction: 'ANONYMIZE',
      OutputAction: 'ANONYMIZE',
      InputEnabled: true,
      OutputEnabled: true,
    });
  });

  test('pins the enforce step, and no other, to a numbered version of it', () => {
    const [versionId] = Object.keys(template.findResources('AWS::Bedrock::GuardrailVersion'));
    const [guardrailId] = Object.keys(template.findResources('AWS::Bedrock::Guardrail'));
    expect(variablesOf(template, 'enforce').GUARDRAIL).toEqual({
      'Fn::Join': [
        '',
        [{ 'Fn::GetAtt': [guardrailId, 'GuardrailId'] }, '@', { 'Fn::GetAtt': [versionId, 'Version'] }],
      ],
    });
    for (const step of steps.filter((name) => name !== 'Enforce'))
      expect(variablesOf(template, step.toLowerCase())).not.toHaveProperty('GUARDRAIL');
  });

  test('makes another version of other rules, and the same of the same rules', () => {
    const versionOf = (...packs: string[]) =>
      Object.keys(
        synthesize(withGuardrail('dev', packs)).pipeline.findResources('AWS::Bedrock::GuardrailVersion'),
      );
    expect(versionOf('gdpr', 'secrets')).toEqual(
      Object.keys(template.findResources('AWS::Bedrock::GuardrailVersion')),
    );
    expect(versionOf('gdpr')).not.toEqual(versionOf('gdpr', 'secrets'));
  });

  test('lets the enforce step apply it, and do nothing else with it or with another', () => {
    const actions = steps.flatMap((step) =>
      allowedActions(template, `${step}Role`)
        .filter(
          (line) =>
            line.startsWith('bedrock:') && !line.includes('foundation-model') && !line.includes('profile'),
        )
        .map((line) => `${step} ${line}`),
    );
    expect(actions).toEqual(['Enforce bedrock:ApplyGuardrail Guardrail']);
  });

  test('encrypts it with the key of the data where there is one, which the enforce step may use', () => {
    const { pipeline } = synthesize(withGuardrail('prod'));
    const [guardrail] = Object.values(pipeline.findResources('AWS::Bedrock::Guardrail'));
    expect(JSON.stringify(guardrail?.Properties.KmsKeyArn)).toContain('DataKey');
    expect(allowedActions(pipeline, 'EnforceRole')).toContain('kms:Decrypt dataKey');
    const [open] = Object.values(template.findResources('AWS::Bedrock::Guardrail'));
    expect(open?.Properties).not.toHaveProperty('KmsKeyArn');
  });

  test('says at synthesis which rules it cannot hold, and why', () => {
    const { pipeline } = addStacks(anApp(), withGuardrail('dev'));
    const [info] = Annotations.fromStack(pipeline).findInfo(
      '*',
      Match.stringLikeRegexp('gdpr@\\S+ special-categories: it holds under a condition'),
    );
    expect(info?.entry.data).toMatch(/secrets@\S+ private-key \(PRIVATE_KEY\)/);
  });

  test.each(['dev', 'prod'])('stands the checks of cdk-nag in %s', (name) => {
    const app = anApp();
    addStacks(app, withGuardrail(name));
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    app.synth();
  });
});

describe('is refused', () => {
  const settings = {
    keepData: false,
    noncurrentVersionDays: 7,
    logRetentionDays: 14,
    generator: { provider: 'extractive' },
  };

  test('a guardrail of a pack that is not in the repository, with the file and the key', () => {
    const parse = () => parseEnvironment('dev', { ...settings, guardrail: { packs: ['gdpr', 'acme'] } });
    expect(parse).toThrow(/infra\/environments\/dev\.yaml[\s\S]*policies\/[\s\S]*guardrail\.packs\[1\]/);
  });

  test('a guardrail of packs of which no rule can be a filter', () => {
    expect(() => synthesize(withGuardrail('dev', ['ethics']))).toThrow('no rule of ethics can be a filter');
  });
});
