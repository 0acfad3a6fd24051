import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentNames, loadEnvironment, parseEnvironment } from '../../infra/environments.ts';
import { synthesize } from '../support/synthesize.ts';

const minimal = {
  keepData: false,
  noncurrentVersionDays: 7,
  logRetentionDays: 14,
  generator: { provider: 'extractive' },
};

test('there are the three of a delivery and the one of the end-to-end test', () => {
  expect(environmentNames().sort()).toEqual(['dev', 'e2e', 'prod', 'staging']);
});

describe.each(environmentNames())('%s', (name) => {
  test('runs on the newest Node of Lambda, in the architecture that it names', () => {
    const { pipeline } = synthesize(name);
    const functions = Object.values(pipeline.findResources('AWS::Lambda::Function'));
    expect(functions).toHaveLength(11);
    for (const { Properties } of functions) {
      expect(Properties.Runtime).toBe('nodejs24.x');
      expect(Properties.Architectures).toEqual([loadEnvironment(name).architecture]);
    }
  });

  test('tags all that it has', () => {
    const { stacks } = synthesize(name);
    for (const stack of stacks) expect(stack.tags.tagValues()).toEqual({ 'quarry:environment': name });
  });

  test('tells the steps that resolve settings what is the default and what a dataset may name', () => {
    const { pipeline } = synthesize(name);
    for (const step of ['convert', 'plan', 'suggest', 'assemble']) {
      const [lambda] = Object.values(
        pipeline.findResources('AWS::Lambda::Function', {
          Properties: { FunctionName: `quarry-${name}-${step}` },
        }),
      );
      const variables = lambda?.Properties?.Environment?.Variables;
      const { generator, bedrockModels, judgeModels } = loadEnvironment(name);
      expect(JSON.parse(variables.DEPLOYMENT)).toMatchObject({
        generator,
        allows: { bedrockModels, judgeModels, ocrLanguages: expect.arrayContaining(['eng']) },
      });
    }
  });

  test('names no account', () => {
    const file = join(import.meta.dirname, `../../infra/environments/${name}.yaml`);
    expect(readFileSync(file, 'utf8')).not.toMatch(/\d{12}/);
  });
});

test('an environment that does not exist is answered with those that do', () => {
  expect(() => loadEnvironment('production')).toThrow(/env=production.*dev, e2e, prod, staging/);
});

test.each([
  ['an unknown key', { ...minimal, retain: true }, /Unrecognized key: "retain"/],
  ['a retention that CloudWatch does not offer', { ...minimal, logRetentionDays: 15 }, /logRetentionDays/],
  [
    'a generator that no function could call',
    { ...minimal, generator: { provider: 'bedrock', model: 'amazon.nova-micro-v1:0' } },
    /generator\.model/,
  ],
])('%s is refused with the file and the key', (_case, settings, message) => {
  expect(() => parseEnvironment('dev', settings)).toThrow(message);
  expect(() => parseEnvironment('dev', settings)).toThrow('infra/environments/dev.yaml');
});
