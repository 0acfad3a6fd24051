import {
  type BedrockClient,
  CreateModelInvocationJobCommand,
  GetModelInvocationJobCommand,
  type GetModelInvocationJobCommandOutput,
} from '@aws-sdk/client-bedrock';
import * as z from 'zod';
import { minBatchRecords } from '../domain/batch.ts';
import { batchPrice, type ModelPrice } from '../domain/model-price.ts';
import type { BatchInference, JobState } from '../ports/batch-inference.ts';
import { underBedrockErrors } from './bedrock-errors.ts';
import { converseUsage } from './converse-output.ts';

export interface BedrockBatchInferenceOptions {
  readonly client: BedrockClient;
  /** What Bedrock reads the input and writes the output as. */
  readonly roleArn: string;
}

/** The least that Bedrock takes. A job that has not ended by then expires, or ends with what it has done. */
const jobHours = 24;

/**
 * Batch inference of Amazon Bedrock, with records in the format of Converse.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference.html
 */
export const bedrockBatchInference = ({ client, roleArn }: BedrockBatchInferenceOptions): BatchInference => ({
  limits: {
    minRecords: minBatchRecords,
    maxRecords: 50_000,
    // Bedrock takes 1 GB; a function that holds input or output in memory does not.
    maxBytes: 64 * 2 ** 20,
    // A quota of jobs of one model is shared by an account.
    jobsAtOnce: 5,
  },
  writeRecord: ({ recordId, input }) => JSON.stringify({ recordId, modelInput: input }),
  submit: ({ token, modelId, inputUri, outputUri }) =>
    underBedrockErrors(`Batch inference with ${modelId}`, async () => {
      const { jobArn } = await client.send(
        new CreateModelInvocationJobCommand({
          jobName: `quarry-${token}`,
          clientRequestToken: token,
          modelId,
          roleArn,
          modelInvocationType: 'Converse',
          inputDataConfig: { s3InputDataConfig: { s3Uri: inputUri, s3InputFormat: 'JSONL' } },
          outputDataConfig: { s3OutputDataConfig: { s3Uri: outputUri } },
          timeoutDurationInHours: jobHours,
        }),
      );
      if (jobArn === undefined) throw new Error(`Bedrock has taken the job quarry-${token} and not named it`);
      return jobArn;
    }),
  look: (jobId) =>
    underBedrockErrors(`The batch job ${jobId}`, async () =>
      stateOf(await client.send(new GetModelInvocationJobCommand({ jobIdentifier: jobId }))),
    ),
  // https://docs.aws.amazon.com/bedrock/latest/userguide/batch-inference-results.html
  isOutput: (key) => key.endsWith('.jsonl.out'),
  readResult: (line, price) => readLine(line, price),
});

/** Of a job that has stopped or expired, what was processed before is there and paid. */
const ends: readonly string[] = ['Completed', 'PartiallyCompleted', 'Failed', 'Stopped', 'Expired'];

const stateOf = ({ status, message }: GetModelInvocationJobCommandOutput): JobState =>
  status !== undefined && ends.includes(status)
    ? { status: 'ended', result: message ? `${status}: ${message}` : status }
    : { status: 'under-way' };

const count = z.number().int().nonnegative();

/** Lenient: a line is Bedrock's. The body is kept whole, and only its usage is read here. */
const lineSchema = z.object({
  recordId: z.string(),
  modelOutput: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ errorCode: z.unknown(), errorMessage: z.unknown() }).partial().optional(),
});
const usageSchema = z.object({
  usage: z.object({
    inputTokens: count,
    outputTokens: count,
    cacheReadInputTokens: count.optional(),
    cacheWriteInputTokens: count.optional(),
  }),
});

const readLine: BatchInference['readResult'] = (line, price: ModelPrice | null) => {
  const parsed = lineSchema.safeParse(parseJson(line));
  if (!parsed.success) return undefined;
  const { recordId, modelOutput, error } = parsed.data;
  const used = usageSchema.safeParse(modelOutput);
  if (error !== undefined || modelOutput === undefined || !used.success)
    return { recordId, status: 'failed', detail: JSON.stringify(error ?? 'no output') };
  return {
    recordId,
    status: 'answered',
    output: modelOutput,
    usage: converseUsage(used.data.usage, price === null ? null : batchPrice(price)),
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
