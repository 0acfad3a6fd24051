import { beforeEach, expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { readFailures } from '../../../../functions/assemble/read-failures.ts';

let store: ObjectStore;
beforeEach(() => {
  store = memoryObjectStore('dataset');
});

const prefix = 'air/runs/run-1/results';
const aMap = async (id: string, failed: readonly string[]) => {
  const folder = `${prefix}/${id}`;
  const children = failed.map((key) => ({
    Input: JSON.stringify({ detail: { object: { key } } }),
    Error: 'TypeError',
    Cause: `${key} failed in ${id}`,
  }));
  await store.write(`${folder}/FAILED_0.json`, JSON.stringify(children));
  const files = failed.length === 0 ? [] : [{ Key: `${folder}/FAILED_0.json` }];
  await store.write(`${folder}/manifest.json`, JSON.stringify({ ResultFiles: { FAILED: files } }));
};

it('the failures of a run are those of all its maps, each document once', async () => {
  await aMap('first', ['air/a.md', 'air/b.md']);
  await aMap('second', ['air/b.md', 'air/c.md']);
  const failures = await readFailures(store, prefix);
  expect(failures.map(({ sourceKey }) => sourceKey)).toEqual(['air/a.md', 'air/b.md', 'air/c.md']);
});

it('those of another run do not count', async () => {
  await aMap('only', []);
  await store.write('air/runs/run-10/results/x/manifest.json', 'not read');
  expect(await readFailures(store, prefix)).toEqual([]);
});

it('a run whose maps have left no results is not taken for one without failures', async () => {
  await expect(readFailures(store, prefix)).rejects.toThrow('holds no results');
});
