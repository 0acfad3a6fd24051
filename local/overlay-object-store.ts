import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { compareUtf8 } from '#shared/domain/compare-utf8.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';

/** A store as it is, with changes that stay in memory: what a run would do can be tried on it. */
export const overlayObjectStore = (base: ObjectStore): ObjectStore => {
  const changes = memoryObjectStore(base.bucket);
  const decided = new Set<string>();
  const storeOf = (key: string) => (decided.has(key) ? changes : base);
  return {
    bucket: base.bucket,
    uri: base.uri,
    stat: (key) => storeOf(key).stat(key),
    read: (key) => storeOf(key).read(key),
    readState: (key) => storeOf(key).readState(key),
    write: async (key, body) => {
      await changes.write(key, body);
      decided.add(key);
    },
    grow: (key) => {
      const object = changes.grow(key);
      return {
        append: object.append,
        finish: async () => {
          await object.finish();
          decided.add(key);
        },
      };
    },
    replace: async (key, body, tag) => {
      const current = await storeOf(key).readState(key);
      if (!decided.has(key) && current) await changes.write(key, current.body);
      decided.add(key);
      return changes.replace(key, body, tag === current?.tag ? (await changes.readState(key))?.tag : tag);
    },
    delete: async (key) => {
      await changes.delete(key);
      decided.add(key);
    },
    async *list(prefix) {
      const found = [];
      for await (const summary of changes.list(prefix)) found.push(summary);
      for await (const summary of base.list(prefix)) if (!decided.has(summary.key)) found.push(summary);
      yield* found.sort((a, b) => compareUtf8(a.key, b.key));
    },
    folders: async (folder) => {
      const names = new Set([...(await base.folders(folder)), ...(await changes.folders(folder))]);
      return [...names].sort(compareUtf8);
    },
  };
};
