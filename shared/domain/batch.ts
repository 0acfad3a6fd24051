import * as z from 'zod';
import { canonicalJson, sha256 } from './hash.ts';
import { modelPriceSchema } from './model-price.ts';
import { usageSchema } from './usage.ts';

const count = z.number().int().nonnegative();

/**
 * The fewest records that Amazon Bedrock takes as a job of most models.
 * https://docs.aws.amazon.com/general/latest/gr/bedrock.html
 */
export const minBatchRecords = 100;

/** What a record of a batch asks, and what comes back, in the provider's own words. */
const recordBodySchema = z.record(z.string(), z.unknown());
export type RecordBody = z.infer<typeof recordBodySchema>;

/** `batches/waiting/<document>/queue/<record>.json`: a request that waits to be asked in a batch. */
export const queuedRequestSchema = z.strictObject({
  recordId: z.string(),
  documentId: z.string(),
  modelId: z.string(),
  /** On demand; a batch costs `batchShare` of it. Null where it is not known. */
  price: modelPriceSchema.nullable(),
  /** The most that asking it once in a batch can cost; null where the price is not known. */
  mostUsd: z.number().nonnegative().nullable(),
  input: recordBodySchema,
  /** The jobs that have ended without a reply to it. */
  failedJobs: z.array(z.string()),
});
export type QueuedRequest = z.infer<typeof queuedRequestSchema>;

/** `batches/waiting/<document>/replies/<record>.json`: what a batch has brought, until the generation is made of it. */
export const batchReplySchema = z.strictObject({
  recordId: z.string(),
  job: z.string(),
  output: recordBodySchema,
});
export type BatchReply = z.infer<typeof batchReplySchema>;

/**
 * Names a record by all that it asks and the document that asks it. A reply that comes back under this name can answer
 * nothing else, in whatever order replies come.
 */
export const recordIdOf = (documentId: string, modelId: string, input: RecordBody): string =>
  sha256(canonicalJson([documentId, modelId, input])).slice(0, 32);

/** Names a job by its records and by how many jobs were before it: the same records asked once more are another job. */
export const jobTokenOf = (
  requests: readonly Pick<QueuedRequest, 'recordId'>[],
  earlierJobs: number,
): string =>
  sha256(canonicalJson([earlierJobs, ...requests.map(({ recordId }) => recordId).sort()])).slice(0, 32);

const jobSchema = z.strictObject({
  token: z.string(),
  modelId: z.string(),
  price: modelPriceSchema.nullable(),
  /** What is put aside for it in the ledger; null where the price is not known. */
  mostUsd: z.number().nonnegative().nullable(),
  records: count,
  /** `planned` until the service has taken it and said how it calls it. */
  status: z.enum(['planned', 'submitted', 'ended']),
  /** The service's own name of the job. */
  jobId: z.string().nullable(),
  /** How it ended, in the service's words. */
  result: z.string().nullable(),
  answered: count,
  failed: count,
  usage: usageSchema,
});
export type BatchJob = z.infer<typeof jobSchema>;

/** Why requests that waited for a batch were asked one by one all the same. */
const onDemandReasons = ['too-few', 'failed-twice', 'budget', 'turned-off'] as const;

/** `batches/jobs.json`: every job of the dataset in its life, and what the last run that asked anything left to single calls. */
export const batchLogSchema = z.strictObject({
  jobs: z.array(jobSchema),
  onDemand: z.partialRecord(z.enum(onDemandReasons), count),
});
export type BatchLog = z.infer<typeof batchLogSchema>;

export const openJobs = ({ jobs }: BatchLog): BatchJob[] => jobs.filter(({ status }) => status !== 'ended');

export const emptyBatchLog: BatchLog = { jobs: [], onDemand: {} };

/** What a manifest says of the batches of its dataset. */
export const batchSummarySchema = z.strictObject({
  jobs: count,
  /** Records of all jobs; one that failed and was asked again counts twice. */
  records: count,
  answered: count,
  failed: count,
  onDemand: batchLogSchema.shape.onDemand,
});
