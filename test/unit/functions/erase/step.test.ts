import { beforeEach, describe, expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { bindStep } from '#shared/step.ts';
import { eraseStep } from '../../../../functions/erase/step.ts';

const sourceKey = 'air/baggage.md';
const id = documentId(sourceKey);
const keys = documentKeys('air', id);

let source: ObjectStore;
let dataset: ObjectStore;
const erase = () =>
  bindStep(eraseStep, { source, dataset, now: () => new Date('2026-11-22T12:00:00Z') })({ sourceKey });

const remaining = async () => {
  const left: string[] = [];
  for await (const { key } of dataset.list('')) left.push(key);
  return left;
};

beforeEach(async () => {
  source = memoryObjectStore('source');
  dataset = memoryObjectStore('dataset');
  const document = {
    status: 'rejected',
    documentId: id,
    dataset: 'air',
    sourceKey,
    sourceUri: source.uri(sourceKey),
    sha256: 'f'.repeat(64),
    bytes: 3,
    rejection: { reason: 'corrupt', detail: 'baggage.md is broken' },
  };
  await dataset.write(keys.document, JSON.stringify(document));
  for (const key of [
    keys.markdown,
    keys.passages,
    `${keys.pairs}x.json`,
    keys.shard('train'),
    keys.shard('rejected'),
  ])
    await dataset.write(key, 'content');
});

describe('the erasure of a document', () => {
  it('removes all that was made of it and leaves a tombstone that holds no content', async () => {
    expect(await erase()).toMatchObject({ detailType: 'Document Erased', detail: { documentId: id } });
    expect(await remaining()).toEqual([keys.tombstone]);
    const tombstone = JSON.parse(new TextDecoder().decode(await dataset.read(keys.tombstone)));
    expect(tombstone).toEqual({
      dataset: 'air',
      documentId: id,
      sourceKey,
      sourceUri: 'memory://source/air/baggage.md',
      sha256: 'f'.repeat(64),
      erasedAt: '2026-11-22T12:00:00.000Z',
    });
  });

  it('is skipped when the source was uploaded again before the event arrived', async () => {
    await source.write(sourceKey, 'new');
    const before = await remaining();
    expect(await erase()).toMatchObject({ detailType: 'Erasure Skipped' });
    expect(await remaining()).toEqual(before);
  });

  it('changes nothing the second time', async () => {
    await erase();
    const before = await dataset.read(keys.tombstone);
    expect(await erase()).toMatchObject({ detailType: 'Erasure Skipped' });
    expect(await dataset.read(keys.tombstone)).toEqual(before);
  });

  it('removes what a first conversion has left that never came to its end', async () => {
    for (const key of await remaining()) await dataset.delete(key);
    await dataset.write(`${keys.pageReadings}page.json`, 'content');
    expect(await erase()).toMatchObject({ detailType: 'Document Erased' });
    expect(await remaining()).toEqual([keys.tombstone]);
    const tombstone = JSON.parse(new TextDecoder().decode(await dataset.read(keys.tombstone)));
    expect(tombstone).toMatchObject({ sourceKey, sha256: null });
  });

  it('removes what was written after it, and still knows what the document was', async () => {
    await erase();
    await dataset.write(`${keys.pairs}late.json`, 'content');
    expect(await erase()).toMatchObject({ detailType: 'Document Erased' });
    expect(await remaining()).toEqual([keys.tombstone]);
    const tombstone = JSON.parse(new TextDecoder().decode(await dataset.read(keys.tombstone)));
    expect(tombstone.sha256).toBe('f'.repeat(64));
  });

  it('touches no document of another name', async () => {
    const other = documentKeys('air', documentId('air/baggage.md.md')).markdown;
    await dataset.write(other, 'other');
    await erase();
    expect(await remaining()).toContain(other);
  });
});
