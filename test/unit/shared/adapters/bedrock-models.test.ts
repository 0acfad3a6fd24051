import { expect, test } from 'vitest';
import { bedrockModelTraits } from '../../../../shared/adapters/bedrock-models.ts';

test.each([
  'anthropic.claude-haiku-5-5',
  'global.anthropic.claude-haiku-5-5',
  'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-haiku-5-5',
])('finds a model by %s', (modelId) => {
  expect(bedrockModelTraits(modelId).usdPerMillion).toEqual({ input: 0.1, output: 0.5 });
});

test('a model that is not in the table has no price, and is asked in the way of its maker', () => {
  expect(bedrockModelTraits('us.amazon.nova-9-v1:0')).toEqual({ strategy: 'tool', usdPerMillion: null });
  expect(bedrockModelTraits('deepseek.v9')).toEqual({ strategy: 'json-text', usdPerMillion: null });
});
