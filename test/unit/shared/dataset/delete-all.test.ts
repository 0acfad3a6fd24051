import { expect, it } from 'vitest';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { deleteAll } from '#shared/dataset/delete-all.ts';

it('deletes every object, and many at a time', async () => {
  const store = memoryObjectStore('dataset');
  const keys = Array.from({ length: 100 }, (_, number) => `air/${number}`);
  for (const key of keys) await store.write(key, 'x');
  let [underWay, most] = [0, 0];
  const counting = {
    ...store,
    delete: async (key: string) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await store.delete(key);
      underWay -= 1;
    },
  };
  await deleteAll(counting, keys);
  for (const key of keys) expect(await store.stat(key)).toBeUndefined();
  expect(most).toBeGreaterThan(8);
});
