import * as z from 'zod';
import { readJson, readJsonLines, writeJson } from '#shared/dataset/json-object.ts';
import { type BatchJob, type BatchReply, queuedRequestSchema } from '#shared/domain/batch.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { addUsage } from '#shared/domain/usage.ts';
import type { RecordResult } from '#shared/ports/batch-inference.ts';
import { readAhead } from '#shared/read-ahead.ts';
import { linesOf } from './lines-of.ts';
import { payForJob } from './pay-for-jobs.ts';
import { type BatchPlace, changeJob } from './submit-jobs.ts';

const ownerSchema = z.strictObject({ recordId: z.string(), documentId: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/**
 * Makes replies of what an ended job has brought and marks what it has not, so that the next job or a live call asks it
 * again. Results are joined by the names of records, and a name that is not of this job is passed over. It can be done
 * again after a kill at any point: the same replies, paid once.
 */
export const settleJob = async (place: BatchPlace, job: BatchJob, result: string): Promise<void> => {
  const { store, dataset } = place;
  const keys = datasetKeys(dataset).batchJob(job.token);
  const owners = await readJsonLines(store, keys.owners, ownerSchema);
  const results = await readResults(place, job, new Set(owners.map(({ recordId }) => recordId)));
  const answered = [...results.values()].filter(({ status }) => status === 'answered');

  const settle = (owner: Owner): Promise<void> => {
    const { recordId } = owner;
    const found = results.get(recordId);
    return found?.status === 'answered'
      ? keep(place, owner, { recordId, job: job.token, output: found.output })
      : markFailed(place, owner, job);
  };
  for await (const _ of readAhead(owners, settle));
  const usage = addUsage(answered.flatMap((found) => (found.status === 'answered' ? [found.usage] : [])));
  await payForJob(store, dataset, job, usage.usd);
  await changeJob(place, {
    ...job,
    status: 'ended',
    result,
    answered: answered.length,
    failed: owners.length - answered.length,
    usage,
  });
};

const readResults = async (
  { store, dataset, inference }: BatchPlace,
  { token, price }: BatchJob,
  recordIds: ReadonlySet<string>,
): Promise<Map<string, RecordResult>> => {
  const results = new Map<string, RecordResult>();
  for await (const { key } of store.list(datasetKeys(dataset).batchJob(token).output)) {
    const body = inference.isOutput(key) ? await store.read(key) : undefined;
    if (body === undefined) continue;
    for (const line of linesOf(body)) {
      const result = inference.readResult(line, price);
      if (result === undefined || !recordIds.has(result.recordId)) continue;
      if (results.get(result.recordId)?.status !== 'answered') results.set(result.recordId, result);
    }
  }
  return results;
};

/** Of a document that was erased meanwhile nothing is kept. */
const keep = async (
  { store, dataset }: BatchPlace,
  { documentId, recordId }: Owner,
  reply: BatchReply,
): Promise<void> => {
  const keys = documentKeys(dataset, documentId);
  if (await store.stat(keys.document)) await writeJson(store, keys.reply(recordId), reply);
  await store.delete(keys.queued(recordId));
};

const markFailed = async (
  { store, dataset }: BatchPlace,
  { documentId, recordId }: Owner,
  { token }: BatchJob,
): Promise<void> => {
  const key = documentKeys(dataset, documentId).queued(recordId);
  const request = await readJson(store, key, queuedRequestSchema);
  if (request && !request.failedJobs.includes(token))
    await writeJson(store, key, { ...request, failedJobs: [...request.failedJobs, token] });
};
