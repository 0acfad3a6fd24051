import { describe, expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { underLease } from '#shared/dataset/lease.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
import { UnfinishedError } from '#shared/errors.ts';
import type { LanguageModel } from '#shared/ports/language-model.ts';
import { bindStep } from '#shared/step.ts';
import { generateStep } from '../../../../functions/generate/step.ts';
import { localGeneratorFor } from '../../../../local/generator-for.ts';
import { aPassage } from '../../../support/a-passage.ts';
import { scriptedModel } from '../../../support/scripted-model.ts';
import { storeDocument } from '../../../support/store-document.ts';

it('asks again when the dataset has the model answer in another way', async () => {
  const store = memoryObjectStore('dataset');
  const passage = aPassage();
  const model = scriptedModel('It answered in prose.');
  const step = bindStep(generateStep, {
    dataset: store,
    generatorFor: localGeneratorFor(async () => model),
    now: () => new Date('2026-11-26T00:00:00Z'),
  });
  const generateWith = async (generator: object) => {
    const questionTypes = { 'multi-passage': 0 };
    await storeDocument(store, [passage], datasetSettingsSchema.parse({ generator, questionTypes }));
    return step({
      dataset: 'air',
      documentId: passage.documentId,
      slice: { from: 0, to: 1 },
      attempt: 0,
      execution: 'one',
    });
  };
  const named = { provider: 'bedrock', model: 'm' };
  expect(await generateWith(named)).toMatchObject({ generated: 1, cached: 0 });
  expect(await generateWith(named)).toMatchObject({ generated: 0, cached: 1 });
  expect(await generateWith({ ...named, strategy: 'json-text' })).toMatchObject({ generated: 1, cached: 0 });
  expect(model.requests).toHaveLength(2);
});

describe('two executions at the same passages', () => {
  const passage = aPassage();
  const asked = { dataset: 'air', documentId: passage.documentId, slice: { from: 0, to: 1 }, attempt: 0 };

  const aStep = async (model: LanguageModel) => {
    const store = memoryObjectStore('dataset');
    const settings = {
      generator: { provider: 'bedrock', model: 'm' },
      questionTypes: { 'multi-passage': 0 },
    };
    await storeDocument(store, [passage], datasetSettingsSchema.parse(settings));
    const step = bindStep(generateStep, {
      dataset: store,
      generatorFor: localGeneratorFor(async () => model),
      workAlone: underLease,
      now: () => new Date('2026-11-26T00:00:00Z'),
    });
    return { store, step: (execution: string) => step({ ...asked, execution }) };
  };

  it('pay once: the second waits for its workflow to ask again, and finds the first one done', async () => {
    const model = scriptedModel('It answered in prose.');
    let second: Promise<unknown> | undefined;
    const { step } = await aStep({
      ...model,
      answer: async (request) => {
        second ??= step('two');
        await expect(second).rejects.toBeInstanceOf(UnfinishedError);
        return model.answer(request);
      },
    });
    expect(await step('one')).toMatchObject({ generated: 1, cached: 0 });
    expect(await step('two')).toMatchObject({ generated: 0, cached: 1 });
    expect(model.requests).toHaveLength(1);
  });

  it('do not wait for themselves, nor for one that is dead', async () => {
    const model = scriptedModel('It answered in prose.');
    const { store, step } = await aStep(model);
    const { lease } = documentKeys('air', passage.documentId);
    const leave = (execution: string, until: string) =>
      store.write(lease('generate', asked.slice), JSON.stringify({ execution, until }));

    await leave('one', '2999-01-01T00:00:00.000Z');
    await expect(step('two')).rejects.toThrow(/another execution is at the same passages/);
    expect(await step('one')).toMatchObject({ generated: 1 });
    await leave('one', '2026-01-01T00:00:00.000Z');
    expect(await step('two')).toMatchObject({ cached: 1 });
  });
});

it('ends a call that has taken long enough after a passage, and goes on in the next', async () => {
  const passages = [
    aPassage(),
    aPassage({ id: 'psg_1', index: 1, sha256: '1'.repeat(64), text: 'Pets fly free.' }),
  ] as const;
  const store = memoryObjectStore('dataset');
  const settings = { generator: { provider: 'bedrock', model: 'm' }, questionTypes: { 'multi-passage': 0 } };
  await storeDocument(store, passages, datasetSettingsSchema.parse(settings));
  const model = scriptedModel('It answered in prose.');
  const step = bindStep(generateStep, {
    dataset: store,
    generatorFor: localGeneratorFor(async () => model),
    secondsPerCall: 0,
    now: () => new Date('2026-11-26T00:00:00Z'),
  });
  const call = () =>
    step({
      dataset: 'air',
      documentId: passages[0]?.documentId,
      slice: { from: 0, to: 2 },
      attempt: 0,
      execution: 'one',
    });
  await expect(call()).rejects.toBeInstanceOf(UnfinishedError);
  expect(model.requests).toHaveLength(1);
  expect(await call()).toMatchObject({ generated: 1, cached: 1 });
  expect(model.requests).toHaveLength(2);
});
