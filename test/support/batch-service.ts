import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  type CreateModelInvocationJobCommandInput,
  GetModelInvocationJobCommand,
  type ModelInvocationJobStatus,
} from '@aws-sdk/client-bedrock';
import { mockClient } from 'aws-sdk-client-mock';
import { bedrockBatchInference } from '#shared/adapters/bedrock-batch-inference.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { quote } from './quoting-model.ts';

interface BatchRecord {
  readonly recordId: string;
  readonly modelInput: {
    readonly messages: readonly { readonly content: readonly { readonly text: string }[] }[];
    readonly system: readonly { readonly text: string }[];
    readonly toolConfig?: unknown;
  };
}

interface ServiceJob {
  readonly arn: string;
  readonly request: CreateModelInvocationJobCommandInput;
  readonly records: readonly BatchRecord[];
  looks: number;
  status: ModelInvocationJobStatus;
}

export interface BatchServiceOptions {
  /** How often a job is looked at before it has ended. */
  readonly looks?: number;
  /** What becomes of a record instead of an answer: an error line, no line at all, or other text. Jobs count from 1. */
  readonly fate?: (
    record: BatchRecord,
    job: number,
  ) => 'error' | 'lost' | { readonly says: string } | undefined;
  readonly endsAs?: ModelInvocationJobStatus;
  /** Why a job is not taken. */
  readonly refuses?: () => Error | undefined;
  /** What happens, or goes wrong, between a call's work and its answer. */
  readonly after?: (call: 'create' | 'get', count: number) => void | Promise<void>;
}

/**
 * Batch inference as Bedrock documents it, over the objects of a store: it knows a client's token again, refuses too few
 * records, fails records that have tools, and writes its results in another order than it was asked. The client and the
 * adapter are the real ones.
 */
export const batchService = (store: ObjectStore, options: BatchServiceOptions = {}) => {
  const jobs: ServiceJob[] = [];
  const calls = { create: 0, get: 0 };
  const client = new BedrockClient({ region: 'eu-central-1' });
  const mock = mockClient(client);
  const keyOf = (uri = '') => uri.slice(store.uri('').length);

  mock
    .on(CreateModelInvocationJobCommand)
    .callsFake(async (request: CreateModelInvocationJobCommandInput) => {
      calls.create += 1;
      const refusal = options.refuses?.();
      if (refusal) throw refusal;
      const known = jobs.find((job) => job.request.clientRequestToken === request.clientRequestToken);
      const job = known ?? (await accept(request));
      await options.after?.('create', calls.create);
      return { jobArn: job.arn };
    });

  const accept = async (request: CreateModelInvocationJobCommandInput): Promise<ServiceJob> => {
    const input = await store.read(keyOf(request.inputDataConfig?.s3InputDataConfig?.s3Uri));
    const records = new TextDecoder()
      .decode(input)
      .split('\n')
      .filter((line) => line !== '')
      .map((line): BatchRecord => JSON.parse(line));
    if (records.length < 100)
      throw Object.assign(new Error(`a job has 100 records or more, not ${records.length}`), {
        name: 'ValidationException',
      });
    const arn = `arn:aws:bedrock:eu-central-1:123456789012:model-invocation-job/job${jobs.length + 1}`;
    const job: ServiceJob = { arn, request, records, looks: 0, status: 'Submitted' };
    jobs.push(job);
    return job;
  };

  mock.on(GetModelInvocationJobCommand).callsFake(async ({ jobIdentifier }) => {
    calls.get += 1;
    const job = jobs.find(({ arn }) => arn === jobIdentifier);
    if (job === undefined)
      throw Object.assign(new Error('no such job'), { name: 'ResourceNotFoundException' });
    job.looks += 1;
    if (job.looks <= (options.looks ?? 2)) job.status = 'InProgress';
    else if (job.status === 'InProgress' || job.status === 'Submitted') await finish(job);
    await options.after?.('get', calls.get);
    return { jobArn: job.arn, status: job.status };
  });

  const finish = async (job: ServiceJob): Promise<void> => {
    const number = jobs.indexOf(job) + 1;
    const lines = job.records.flatMap((record) => {
      const fate = record.modelInput.toolConfig ? 'error' : options.fate?.(record, number);
      if (fate === 'lost') return [];
      const error = { errorCode: 400, errorMessage: 'bad request' };
      return [{ ...record, ...(fate === 'error' ? { error } : { modelOutput: answer(record, fate?.says) }) }];
    });
    const stranger = { ...lines[0], recordId: 'f'.repeat(32) };
    const folder = `${keyOf(job.request.outputDataConfig?.s3OutputDataConfig?.s3Uri)}job${number}`;
    const text = [stranger, ...lines].reverse().map((line) => `${JSON.stringify(line)}\n`);
    await store.write(`${folder}/records.jsonl.out`, text.join(''));
    await store.write(
      `${folder}/manifest.json.out`,
      JSON.stringify({ totalRecordCount: job.records.length }),
    );
    job.status = options.endsAs ?? 'Completed';
  };

  return {
    inference: bedrockBatchInference({ client, roleArn: 'arn:aws:iam::123456789012:role/batch' }),
    jobs,
    calls,
  };
};

const answer = ({ modelInput }: BatchRecord, says?: string) => {
  const prompt = modelInput.messages[0]?.content[0]?.text ?? '';
  const text = says ?? JSON.stringify(quote(prompt));
  return {
    output: { message: { role: 'assistant', content: [{ text }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 400, outputTokens: 100, totalTokens: 500 },
  };
};
