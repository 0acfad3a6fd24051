import { openJobs } from '../domain/batch.ts';
import { datasetKeys } from '../domain/dataset-keys.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readBatchLog } from './change-state.ts';
import { deleteAll } from './delete-all.ts';

/**
 * Deletes what batch jobs were given and gave back, passages of documents, but for jobs that are under way: of those that
 * have ended replies hold what is needed, and those that the log does not know were left by somebody who was killed.
 */
export const dropClosedJobs = async (store: ObjectStore, dataset: string): Promise<void> => {
  const { batchJobs } = datasetKeys(dataset);
  const left: string[] = [];
  for await (const { key } of store.list(batchJobs)) left.push(key);
  const open = new Set(openJobs(await readBatchLog(store, dataset)).map(({ token }) => token));
  const tokenOf = (key: string): string => key.slice(batchJobs.length).split('/')[0] ?? '';
  await deleteAll(
    store,
    left.filter((key) => !open.has(tokenOf(key))),
  );
};
