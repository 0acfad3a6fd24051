import { expect, it } from 'vitest';
import { chooseLanguageModel } from '#shared/adapters/choose-language-model.ts';
import { scriptedModel } from '../../../support/scripted-model.ts';

const modelFor = chooseLanguageModel({
  bedrock: (modelId, price, strategy) => ({ ...scriptedModel(), modelId, price, strategy }),
});

it('makes the model that the settings name', async () => {
  expect(await modelFor('judge', { provider: 'bedrock', model: 'nova' })).toMatchObject({ modelId: 'nova' });
});

it('gives the model the price of the settings, or else the listed one, or none', async () => {
  const price = { input: 1, output: 2 };
  const model = 'global.amazon.nova-2-lite-v1:0';
  expect(await modelFor('judge', { provider: 'bedrock', model, price })).toMatchObject({
    price: { ...price, cacheRead: 1, cacheWrite: 1, source: 'dataset.yaml', lookedUp: null },
  });
  expect(await modelFor('judge', { provider: 'bedrock', model })).toMatchObject({ price: { input: 0.3 } });
  expect(await modelFor('judge', { provider: 'bedrock', model: 'deepseek.v9' })).toMatchObject({
    price: null,
  });
});

it('hands on how the settings want the model to be asked', async () => {
  expect(await modelFor('judge', { provider: 'bedrock', model: 'm', strategy: 'schema' })).toMatchObject({
    strategy: 'schema',
  });
});

it.each([
  ['judge', { provider: 'openai-compatible', model: 'qwen3' }, /^judge\.provider: .*use bedrock$/],
  ['generator', { provider: 'bedrock' }, /^generator\.model: bedrock needs the id of a model$/],
] as const)('names the key of %s in what it cannot make', async (setting, settings, message) => {
  await expect(modelFor(setting, settings)).rejects.toMatchObject({
    name: 'InvalidSettingsError',
    message: expect.stringMatching(message),
  });
});
