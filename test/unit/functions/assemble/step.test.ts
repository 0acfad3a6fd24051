import { expect, it } from 'vitest';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { assembleStep } from '../../../../functions/assemble/step.ts';
import { localCase } from '../../../support/local-case.ts';

const aCase = async () => {
  const air = localCase();
  await air.source.write(
    'air/baggage.md',
    '# Baggage\n\n## How heavy may a checked bag be?\n\nA checked bag may weigh up to 23 kg on every route.\n',
  );
  await air.run('air');
  const assemble = (dataset: ObjectStore) =>
    assembleStep.run(
      {
        dataset: 'air',
        resultsPrefix: datasetKeys('air').results('run-1'),
        suggestion: { status: 'not-needed', detail: null },
      },
      { source: air.source, dataset, deployment: {} },
    );
  return { ...air, assemble };
};

const keys = documentKeys('air', documentId('air/baggage.md'));

it.each([
  ['rows', keys.shard('train')],
  ['passages', keys.passages],
])(
  'asks to be called again where the %s of a document change while a version is made of it',
  async (_, key) => {
    const { assemble, dataset } = await aCase();
    let reads = 0;
    const changing: ObjectStore = {
      ...dataset,
      read: async (name) => {
        if (name === key) reads += 1;
        return name === key && reads > 1 ? new Uint8Array() : dataset.read(name);
      },
    };
    await expect(assemble(changing)).rejects.toMatchObject({ name: 'UnfinishedError' });
    expect(reads).toBeGreaterThan(1);
  },
);
