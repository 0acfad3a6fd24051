import { expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { writeJsonLines } from '#shared/dataset/json-object.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { mostOutlined } from '../../../../functions/suggest/outline-documents.ts';
import { sampleDocuments } from '../../../../functions/suggest/sample-documents.ts';
import { aPassage } from '../../../support/a-passage.ts';

/** A store of documents with one passage each, those at some positions with none; counts what is read. */
const aStore = async (documents: number, isEmpty: (index: number) => boolean = () => false) => {
  const store = memoryObjectStore('dataset');
  for (let index = 0; index < documents; index += 1) {
    const documentId = `document-${String(index).padStart(4, '0')}`;
    const passages = isEmpty(index) ? [] : [aPassage({ documentId })];
    await writeJsonLines(store, documentKeys('air', documentId).passages, passages);
  }
  const reads: string[] = [];
  const counting: ObjectStore = {
    ...store,
    read: (key) => {
      reads.push(key);
      return store.read(key);
    },
  };
  const positions = async () =>
    (await sampleDocuments(counting, 'air')).map(([passage]) => Number(passage?.documentId.split('-')[1]));
  return { positions, reads };
};

it('takes every document of few', async () => {
  expect(await (await aStore(3)).positions()).toEqual([0, 1, 2]);
});

it('reads of many no more than an outline can tell of, spread from the first to the last', async () => {
  const { positions, reads } = await aStore(1000);
  const sample = await positions();
  expect(sample).toHaveLength(mostOutlined);
  expect(reads).toHaveLength(mostOutlined);
  expect(sample[0]).toBe(0);
  expect(Math.max(...sample)).toBeGreaterThan(900);
  expect(sample).toEqual([...sample].sort((a, b) => a - b));
});

it('takes another document for one without passages', async () => {
  const { positions } = await aStore(200, (index) => index % 4 === 0);
  const sample = await positions();
  expect(sample).toHaveLength(mostOutlined);
  expect(sample.filter((index) => index % 4 === 0)).toEqual([]);
});
