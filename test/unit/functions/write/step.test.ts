import { expect, it } from 'vitest';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { writeStep } from '../../../../functions/write/step.ts';
import type { Functions } from '../../../../local/local-workflows.ts';
import { localCase } from '../../../support/local-case.ts';

const sourceKey = 'air/baggage.md';
const id = documentId(sourceKey);

const withoutWrite = (functions: Functions): Functions => ({
  ...functions,
  WriteFunction: async () => {
    throw new TypeError('killed before it wrote');
  },
});

it.each([
  ['overwritten', false],
  ['erased and uploaded again', true],
])('deletes no pair that was paid for after the document was %s while it wrote', async (_, isErased) => {
  const air = localCase();
  const upload = async (kilograms: number) => {
    await air.source.write(
      sourceKey,
      `# Baggage\n\n## How heavy may a checked bag be?\n\nA checked bag may weigh up to ${kilograms} kg on every route.\n`,
    );
    await air.announce(sourceKey, 'Object Created', withoutWrite);
  };
  const erase = async () => {
    await air.source.delete(sourceKey);
    await air.announce(sourceKey, 'Object Deleted');
  };
  await upload(23);
  if (isErased) await erase();

  let isUploaded = false;
  const slowly: ObjectStore = {
    ...air.dataset,
    async *list(prefix) {
      if (!isUploaded) {
        isUploaded = true;
        await upload(32);
      }
      yield* air.dataset.list(prefix);
    },
  };
  await writeStep.run({ dataset: 'air', documentId: id }, { dataset: slowly });

  const paid = air.seen.length;
  await air.run('air');
  expect(air.seen.length).toBe(paid);
  expect(await air.rows('air', 'train')).toHaveLength(1);
});

it('leaves nothing of the passages that a document does not have any more', async () => {
  const air = localCase();
  const cachedKeys = async () => {
    const { pairs, verdicts } = documentKeys('air', id);
    const keys: string[] = [];
    for (const folder of [pairs, verdicts])
      for await (const { key } of air.dataset.list(folder)) keys.push(key);
    return keys;
  };
  await air.source.write(sourceKey, '# Baggage\n\n## What is free?\n\nA bag of up to 23 kg is free.\n');
  await air.announce(sourceKey);
  const before = await cachedKeys();
  await air.source.write(sourceKey, '# Baggage\n\n## What is free?\n\nA bag of up to 32 kg is free.\n');
  await air.announce(sourceKey);
  expect(before.length).toBeGreaterThan(0);
  expect((await cachedKeys()).filter((key) => before.includes(key))).toEqual([]);
});
