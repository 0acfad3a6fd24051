/**
 * Seconds of the steps that look at a whole dataset, or at a whole long document, in front of a store that answers each
 * request after 20 ms, as S3 does: `npx tsx bench/scale.ts [documents] [passages of the long document]`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { writeJson } from '#shared/dataset/json-object.ts';
import { documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { eraseStep } from '../functions/erase/step.ts';
import { planStep } from '../functions/plan/step.ts';
import { sampleDocuments } from '../functions/suggest/sample-documents.ts';

const [documents, passages] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 5000)];
const requestMs = 20;
/** As many names as S3 gives in one answer. */
const pageKeys = 1000;

const slow = (store: ObjectStore): ObjectStore => ({
  ...store,
  stat: (key) => wait(requestMs).then(() => store.stat(key)),
  read: (key) => wait(requestMs).then(() => store.read(key)),
  readState: (key) => wait(requestMs).then(() => store.readState(key)),
  write: (key, body) => wait(requestMs).then(() => store.write(key, body)),
  delete: (key) => wait(requestMs).then(() => store.delete(key)),
  async *list(prefix) {
    let listed = 0;
    for await (const summary of store.list(prefix)) {
      if (listed % pageKeys === 0) await wait(requestMs);
      listed += 1;
      yield summary;
    }
    if (listed === 0) await wait(requestMs);
  },
  folders: async (folder) => {
    const names = await store.folders(folder);
    await wait(requestMs * Math.ceil(names.length / pageKeys));
    return names;
  },
});

const [source, dataset] = [memoryObjectStore('source'), memoryObjectStore('dataset')];
for (let number = 0; number < documents; number += 1) {
  const sourceKey = `air/rules-${number}.md`;
  // Every second source is gone, and every document has been read under settings that are not known any more.
  if (number % 2 === 0) await source.write(sourceKey, 'x'.repeat(1000));
  await writeJson(dataset, documentKeys('air', documentId(sourceKey)).document, { sourceKey, bytes: 1000 });
}
const long = documentKeys('air', documentId('air/long.md'));
await writeJson(dataset, long.document, { sourceKey: 'air/long.md', bytes: 1, sha256: null });
for (let number = 0; number < passages; number += 1)
  for (const folder of [long.pairs, long.verdicts]) await dataset.write(`${folder}${number}.json`, '{}');

const stores = { source: slow(source), dataset: slow(dataset) };
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return Math.round((performance.now() - start) / 100) / 10;
};
const plan = () =>
  planStep.run(
    { request: { dataset: 'air', newSystemPrompt: false, prune: true }, runId: 'bench' },
    { ...stores, deployment: {}, listPacks: async () => [] },
  );

console.log(`${documents} documents, half of them without a source; ${requestMs} ms a request`);
console.table({
  plan: { seconds: await seconds(plan), limit: 900 },
  'suggest, no document with a passage': {
    seconds: await seconds(() => sampleDocuments(stores.dataset, 'air')),
    limit: 300,
  },
  [`erase, ${passages} passages`]: {
    seconds: await seconds(() =>
      eraseStep.run({ sourceKey: 'air/long.md' }, { ...stores, now: () => new Date() }),
    ),
    limit: 300,
  },
});
