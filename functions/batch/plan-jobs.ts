import { type BatchJob, jobTokenOf, type QueuedRequest } from '#shared/domain/batch.ts';
import { noUsage, roundUsd } from '#shared/domain/usage.ts';
import type { BatchInference } from '#shared/ports/batch-inference.ts';

/** What failed so often in batches is asked live. */
export const mostFailures = 2;

export interface PlannedJob {
  readonly job: BatchJob;
  readonly requests: readonly QueuedRequest[];
}

export interface JobLimits {
  readonly limits: BatchInference['limits'];
  /** What is left of the budget. The most that the jobs can cost stays within it. */
  readonly freeUsd: number;
  /** The jobs that the dataset had so far: the same requests in another job are a job of another name. */
  readonly earlierJobs: number;
}

/** Cuts what waits into jobs of one model each. What is too little for a job, in number or in money, is in none. */
export const planJobs = (
  requests: readonly QueuedRequest[],
  { limits, freeUsd, earlierJobs }: JobLimits,
): PlannedJob[] => {
  const planned: PlannedJob[] = [];
  let leftUsd = freeUsd;
  const eligible = requests.filter(({ failedJobs }) => failedJobs.length < mostFailures);
  for (const ofModel of byModel(eligible)) {
    const affordable = withinUsd(ofModel, leftUsd);
    if (affordable.length < limits.minRecords) continue;
    for (const part of cut(affordable, limits).slice(0, limits.jobsAtOnce - planned.length)) {
      const job = describeJob(part, earlierJobs);
      leftUsd -= job.mostUsd ?? 0;
      planned.push({ job, requests: part });
    }
  }
  return planned;
};

const byModel = (requests: readonly QueuedRequest[]): QueuedRequest[][] => {
  const models = new Map<string, QueuedRequest[]>();
  for (const request of requests) {
    const key = JSON.stringify([request.modelId, request.price]);
    const ofModel = models.get(key);
    if (ofModel) ofModel.push(request);
    else models.set(key, [request]);
  }
  return [...models.values()];
};

const withinUsd = (requests: readonly QueuedRequest[], freeUsd: number): QueuedRequest[] => {
  let leftUsd = freeUsd;
  const end = requests.findIndex(({ mostUsd }) => {
    leftUsd -= mostUsd ?? 0;
    return leftUsd < 0;
  });
  return requests.slice(0, end === -1 ? requests.length : end);
};

/** As many parts as the limits ask for, of about the same number of records, so that none is too small. */
const cut = (
  requests: readonly QueuedRequest[],
  { minRecords, maxRecords, maxBytes }: BatchInference['limits'],
): QueuedRequest[][] => {
  const bytes = requests.reduce((sum, { input }) => sum + Buffer.byteLength(JSON.stringify(input)), 0);
  const wanted = Math.max(Math.ceil(requests.length / maxRecords), Math.ceil(bytes / maxBytes));
  const parts = Math.max(1, Math.min(wanted, Math.floor(requests.length / minRecords)));
  const bounds = Array.from({ length: parts + 1 }, (_, part) => Math.floor((requests.length * part) / parts));
  return bounds.slice(1).map((end, part) => requests.slice(bounds[part], end));
};

const describeJob = (requests: readonly QueuedRequest[], earlierJobs: number): BatchJob => {
  const [first] = requests;
  const { modelId = '', price = null } = first ?? {};
  return {
    token: jobTokenOf(requests, earlierJobs),
    modelId,
    price,
    mostUsd: price === null ? null : roundUsd(requests.reduce((sum, { mostUsd }) => sum + (mostUsd ?? 0), 0)),
    records: requests.length,
    status: 'planned',
    jobId: null,
    result: null,
    answered: 0,
    failed: 0,
    usage: noUsage,
  };
};
