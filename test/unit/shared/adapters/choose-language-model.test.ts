import { expect, it } from 'vitest';
import { chooseLanguageModel } from '#shared/adapters/choose-language-model.ts';
import { scriptedModel } from '../../../support/scripted-model.ts';

const modelFor = chooseLanguageModel({ bedrock: (modelId) => ({ ...scriptedModel(), modelId }) });

it('makes the model that the settings name', async () => {
  expect(await modelFor('judge', { provider: 'bedrock', model: 'nova' })).toMatchObject({ modelId: 'nova' });
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
