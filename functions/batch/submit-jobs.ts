import { changeBatchLog } from '#shared/dataset/change-state.ts';
import { writeJsonLines } from '#shared/dataset/json-object.ts';
import { type BatchJob, type BatchLog, openJobs } from '#shared/domain/batch.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { ModelRefusedError } from '#shared/errors.ts';
import type { BatchInference } from '#shared/ports/batch-inference.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { holdForJob, payForJob } from './pay-for-jobs.ts';
import type { PlannedJob } from './plan-jobs.ts';

export interface BatchPlace {
  readonly store: ObjectStore;
  readonly dataset: string;
  readonly inference: BatchInference;
  readonly budgetUsd?: number | undefined;
}

/** Writes the input of jobs and enters them into the log, unless somebody else was faster, whose jobs are then the dataset's. */
export const enterJobs = async (place: BatchPlace, planned: readonly PlannedJob[]): Promise<BatchLog> => {
  const { store, dataset } = place;
  for (const job of planned) await writeInput(place, job);
  const log = await changeBatchLog(store, dataset, (before) =>
    openJobs(before).length > 0
      ? before
      : { jobs: [...before.jobs, ...planned.map(({ job }) => job)], onDemand: {} },
  );
  for (const { job, requests } of planned) {
    if (!log.jobs.some(({ token }) => token === job.token)) await dropJob(store, dataset, job.token);
    // Until it stood in the log, anybody may have taken it for what a killed one has left.
    else if (!(await isWritten(place, job))) await writeInput(place, { job, requests });
  }
  return log;
};

const writeInput = async (
  { store, dataset, inference }: BatchPlace,
  { job, requests }: PlannedJob,
): Promise<void> => {
  const keys = datasetKeys(dataset).batchJob(job.token);
  const lines = requests.map((request) => inference.writeRecord(request));
  await store.write(keys.input, lines.map((line) => `${line}\n`).join(''), 'application/jsonl');
  await writeJsonLines(
    store,
    keys.owners,
    requests.map(({ recordId, documentId }) => ({ recordId, documentId })),
  );
};

const isWritten = async ({ store, dataset }: BatchPlace, { token }: BatchJob): Promise<boolean> => {
  const { folder, input, owners } = datasetKeys(dataset).batchJob(token);
  const found = new Set<string>();
  for await (const { key } of store.list(folder)) found.add(key);
  return found.has(input) && found.has(owners);
};

/**
 * Hands a job that was entered to the service. It is held for before, and named by its token: whoever takes it over after
 * a kill submits the same job and no second one. A job that nobody can pay, or that is refused, is taken out of the log.
 */
export const submitJob = async (place: BatchPlace, job: BatchJob): Promise<void> => {
  const { store, dataset, inference, budgetUsd } = place;
  const keys = datasetKeys(dataset).batchJob(job.token);
  if (!(await holdForJob(store, dataset, job, budgetUsd))) return takeOut(place, job);
  try {
    const jobId = await inference.submit({
      token: job.token,
      modelId: job.modelId,
      inputUri: store.uri(keys.input),
      outputUri: store.uri(keys.output),
    });
    await changeJob(place, { ...job, status: 'submitted', jobId });
  } catch (error) {
    if (error instanceof ModelRefusedError) {
      await payForJob(store, dataset, job, 0);
      await takeOut(place, job);
    }
    throw error;
  }
};

/** A job that has ended stays as it ended. */
export const changeJob = async ({ store, dataset }: BatchPlace, changed: BatchJob): Promise<void> => {
  await changeBatchLog(store, dataset, (log) => ({
    ...log,
    jobs: log.jobs.map((job) => (job.token === changed.token && job.status !== 'ended' ? changed : job)),
  }));
};

const takeOut = async ({ store, dataset }: BatchPlace, { token }: BatchJob): Promise<void> => {
  await changeBatchLog(store, dataset, (log) => ({
    ...log,
    jobs: log.jobs.filter((job) => job.token !== token),
  }));
  await dropJob(store, dataset, token);
};

/** What a job was given holds passages. */
const dropJob = async (store: ObjectStore, dataset: string, token: string): Promise<void> => {
  for await (const { key } of store.list(datasetKeys(dataset).batchJob(token).folder))
    await store.delete(key);
};
