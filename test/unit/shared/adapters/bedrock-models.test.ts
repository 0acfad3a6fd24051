import { expect, test } from 'vitest';
import { bedrockModelTraits } from '../../../../shared/adapters/bedrock-models.ts';

test.each([
  'anthropic.claude-haiku-5-5',
  'global.anthropic.claude-haiku-5-5',
  'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/global.anthropic.claude-haiku-5-5',
])('finds a model by %s, with a price that says where and when it was looked up', (modelId) => {
  expect(bedrockModelTraits(modelId).price).toMatchObject({
    input: 0.1,
    output: 0.5,
    lookedUp: '2026-11-22',
    source: 'https://aws.amazon.com/bedrock/pricing/',
  });
});

test.each([
  'eu.amazon.nova-2-lite-v1:0',
  'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-2-lite-v1:0',
])('charges a tenth more for the geographic profile %s', (modelId) => {
  expect(bedrockModelTraits(modelId).price).toMatchObject({ input: 0.33, output: 2.75 });
});

test('a model that is not in the table has no price, and is asked in the way of its maker', () => {
  expect(bedrockModelTraits('us.amazon.nova-9-v1:0')).toEqual({ strategy: 'tool', price: null });
  expect(bedrockModelTraits('deepseek.v9')).toEqual({ strategy: 'json-text', price: null });
});

test.each([
  ['global.anthropic.claude-haiku-5-5', 'tool'],
  ['eu.amazon.nova-2-lite-v1:0', 'tool'],
  ['openai.gpt-oss-120b-1:0', 'schema'],
  ['qwen.qwen3-32b-v1:0', 'schema'],
  ['mistral.ministral-3-8b-instruct', 'schema'],
  ['google.gemma-3-12b-it', 'schema'],
  ['meta.llama3-3-70b-instruct-v1:0', 'json-text'],
] as const)('asks %s by %s', (modelId, strategy) => {
  expect(bedrockModelTraits(modelId).strategy).toBe(strategy);
});
