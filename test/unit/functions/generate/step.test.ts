import { expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { datasetSettingsSchema } from '#shared/domain/dataset-settings.ts';
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
      batch: { from: 0, to: 1 },
      attempt: 0,
    });
  };
  const named = { provider: 'bedrock', model: 'm' };
  expect(await generateWith(named)).toMatchObject({ generated: 1, cached: 0 });
  expect(await generateWith(named)).toMatchObject({ generated: 0, cached: 1 });
  expect(await generateWith({ ...named, strategy: 'json-text' })).toMatchObject({ generated: 1, cached: 0 });
  expect(model.requests).toHaveLength(2);
});
