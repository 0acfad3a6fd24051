import * as z from 'zod';
import { changeBatchLog, readBatchLog } from '#shared/dataset/change-state.ts';
import { dropClosedJobs } from '#shared/dataset/drop-closed-jobs.ts';
import { type DeploymentSettings, loadSettings } from '#shared/dataset/load-settings.ts';
import {
  type BatchJob,
  type BatchLog,
  batchLogSchema,
  openJobs,
  type QueuedRequest,
} from '#shared/domain/batch.ts';
import type { BatchInference } from '#shared/ports/batch-inference.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { defineStep } from '#shared/step.ts';
import { freeUsd } from './pay-for-jobs.ts';
import { mostFailures, planJobs } from './plan-jobs.ts';
import { settleJob } from './settle-job.ts';
import { type BatchPlace, enterJobs, submitJob } from './submit-jobs.ts';
import { waitingList } from './waiting-list.ts';
import { waitingRequests } from './waiting-requests.ts';

export interface BatchDependencies {
  readonly source: ObjectStore;
  readonly dataset: ObjectStore;
  readonly deployment: DeploymentSettings;
  /** A laptop has none: there everything is asked live, and nothing waits. */
  readonly inference: BatchInference | undefined;
  readonly secondsBetweenLooks: number;
}

/**
 * Looks after the batches of a dataset, as often as the workflow calls it: settles the jobs that have ended, and when none is
 * under way makes jobs of what waits. All that it knows lies in the dataset, so a run that was killed, or another one, goes on
 * with the same jobs. When there is nothing to be asked in batches any more, it names the documents that can go on.
 */
export const batchStep = defineStep({
  name: 'batch',
  input: z.strictObject({ dataset: z.string(), runId: z.string() }),
  output: z.strictObject({
    status: z.enum(['under-way', 'ended', 'nothing-waits']),
    /** Jobs under way, and their records. */
    jobs: z.number().int(),
    records: z.number().int(),
    waitSeconds: z.number().int(),
    documents: z.number().int(),
    /** What is left to single calls, by the reason why. */
    onDemand: batchLogSchema.shape.onDemand,
    manifest: z.strictObject({ bucket: z.string(), key: z.string() }),
  }),
  run: async ({ dataset, runId }, { source, dataset: store, ...dependencies }: BatchDependencies) => {
    const list = waitingList({ source, store, dataset, runId });
    const manifest = { bucket: store.bucket, key: list.key };
    const { inference, deployment, secondsBetweenLooks } = dependencies;
    if (inference === undefined) return { ...nothing, manifest };

    const { budgetUsd, generator } = await loadSettings(source, dataset, deployment);
    const isWanted = generator.batch === true;
    const place: BatchPlace = { store, dataset, inference, budgetUsd };
    const underWay = (open: readonly BatchJob[]) => ({
      ...nothing,
      manifest,
      status: 'under-way' as const,
      jobs: open.length,
      records: open.reduce((sum, { records }) => sum + records, 0),
      waitSeconds: secondsBetweenLooks,
    });

    await list.begin();
    await lookAfterJobs(place);
    const earlier = openJobs(await readLog(place));
    if (isWanted && earlier.length > 0) return underWay(earlier);

    const documents = await list.renew();
    const requests = await waitingRequests(store, documents);
    if (isWanted) await submitJobs(place, requests);
    const submitted = openJobs(await readLog(place));
    if (isWanted && submitted.length > 0) return underWay(submitted);

    const onDemand = countReasons(requests, isWanted ? inference.limits.minRecords : null);
    if (requests.length > 0) await changeBatchLog(store, dataset, (log) => ({ ...log, onDemand }));
    const status = documents.length > 0 ? ('ended' as const) : ('nothing-waits' as const);
    return { ...nothing, manifest, status, documents: documents.length, onDemand };
  },
});

const nothing = {
  status: 'nothing-waits' as const,
  jobs: 0,
  records: 0,
  waitSeconds: 0,
  documents: 0,
  onDemand: {},
};

const readLog = ({ store, dataset }: BatchPlace): Promise<BatchLog> => readBatchLog(store, dataset);

const lookAfterJobs = async (place: BatchPlace): Promise<void> => {
  for (const job of openJobs(await readLog(place))) {
    if (job.jobId === null) {
      await submitJob(place, job);
      continue;
    }
    const state = await place.inference.look(job.jobId);
    if (state.status === 'ended') await settleJob(place, job, state.result);
  }
  await dropClosedJobs(place.store, place.dataset);
};

const submitJobs = async (place: BatchPlace, requests: readonly QueuedRequest[]): Promise<void> => {
  const { store, dataset, inference, budgetUsd } = place;
  const planned = planJobs(requests, {
    limits: inference.limits,
    freeUsd: await freeUsd(store, dataset, budgetUsd),
    earlierJobs: (await readLog(place)).jobs.length,
  });
  if (planned.length === 0) return;
  const log = await enterJobs(place, planned);
  for (const job of openJobs(log)) if (job.jobId === null) await submitJob(place, job);
};

/** `minRecords` is null where batches are not wanted any more. */
const countReasons = (
  requests: readonly QueuedRequest[],
  minRecords: number | null,
): BatchLog['onDemand'] => {
  if (minRecords === null) return requests.length === 0 ? {} : { 'turned-off': requests.length };
  const failedTwice = requests.filter(({ failedJobs }) => failedJobs.length >= mostFailures).length;
  const others = requests.length - failedTwice;
  return {
    ...(failedTwice > 0 && { 'failed-twice': failedTwice }),
    ...(others > 0 && { [others < minRecords ? 'too-few' : 'budget']: others }),
  };
};
