import assert from 'node:assert/strict';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import { datasetKeys, documentKeys, type ShardKind } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { type Row, rejectedRowSchema, rowSchema } from '#shared/domain/row.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import { type Announcement, listen } from './announcements.ts';
import { bucket } from './bucket.ts';
import type { Deployment } from './deploy.ts';
import type { Drop } from './documents.ts';
import { type FinishedExecution, finishedExecutions } from './executions.ts';

/** What a user and an application can do to the deployed stack, each waiting until the stack has come to rest. */
export const deployedPipeline = async (deployment: Deployment) => {
  const { eventBusName, documentWorkflowArn, datasetWorkflowArn } = deployment;
  const s3 = new S3Client({ forcePathStyle: true });
  const sfn = new SFNClient();
  const events = new EventBridgeClient();
  const announcements = await listen(events, new SQSClient(), eventBusName);
  const source = bucket(s3, deployment.sourceBucket);
  const store = bucket(s3, deployment.datasetBucket);
  /** A dataset of this run alone, so that an endpoint may be used again. */
  const dataset = `airline-${Date.now().toString(36)}`;
  const keyOf = ({ path }: Drop) => `${dataset}/${path}`;
  const uriOf = (drop: Drop) => `s3://${source.name}/${keyOf(drop)}`;
  let documentExecutions = 0;
  const rowsIn = async <Schema extends z.ZodObject>(key: string, schema: Schema) => {
    const rows: z.output<Schema>[] = [];
    for await (const row of parseParquetRows(await store.read(key), schema)) rows.push(row);
    return rows;
  };

  /** Fails with the reasons when one of the executions did. */
  const documentsDone = async (expected: number): Promise<Announcement[]> => {
    documentExecutions += expected;
    const executions = await finishedExecutions(sfn, {
      stateMachineArn: documentWorkflowArn,
      mention: `"${dataset}/`,
      atLeast: documentExecutions,
    });
    assert.deepEqual(
      executions.flatMap(({ failure }) => failure ?? []),
      [],
    );
    return announcements.collect();
  };

  return {
    store,
    keys: datasetKeys(dataset),
    prefix: `${dataset}/`,
    keyOf,
    uriOf,
    keysOf: (drop: Drop) => documentKeys(dataset, documentId(keyOf(drop))),
    close: announcements.close,

    rows: (key: string): Promise<Row[]> => rowsIn(key, rowSchema),

    /** The rows of one document, by shard; none where a shard was not written. */
    shardRows: async (drop: Drop) => {
      const written = await store.keys(`${dataset}/shards/`);
      const { shard } = documentKeys(dataset, documentId(keyOf(drop)));
      const rowsOf = async <Schema extends z.ZodObject>(kind: ShardKind, schema: Schema) =>
        written.includes(shard(kind)) ? rowsIn(shard(kind), schema) : [];
      return {
        train: await rowsOf('train', rowSchema),
        validation: await rowsOf('validation', rowSchema),
        rejected: await rowsOf('rejected', rejectedRowSchema),
      };
    },

    /** Uploads objects, of which those in `started` start a workflow, and returns what was announced. */
    deliver: async (drops: readonly Drop[], started: readonly Drop[]): Promise<Announcement[]> => {
      for (const drop of drops) await source.put(keyOf(drop), drop.body);
      return documentsDone(started.length);
    },

    remove: async (drop: Drop): Promise<Announcement[]> => {
      await source.delete(keyOf(drop));
      return documentsDone(1);
    },

    /** Asks for the dataset on the bus, `expected` documents of which are planned. */
    requestRun: async (expected: number): Promise<FinishedExecution> => {
      const request = {
        EventBusName: eventBusName,
        Source: 'e2e',
        DetailType: 'DatasetRunRequested',
        Detail: JSON.stringify({ dataset }),
      };
      await events.send(new PutEventsCommand({ Entries: [request] }));
      const mention = `"${dataset}"`;
      const [run] = await finishedExecutions(sfn, {
        stateMachineArn: datasetWorkflowArn,
        mention,
        atLeast: 1,
      });
      assert.ok(run);
      await documentsDone(expected);
      return run;
    },

    /** Calls the assemble function as the dataset workflow does, with the results of a map in which nothing failed. */
    assemble: async (runId: string): Promise<Announcement> => {
      const resultsPrefix = datasetKeys(dataset).results(runId);
      const results = { ResultFiles: { FAILED: [], PENDING: [], SUCCEEDED: [] } };
      await store.put(`${resultsPrefix}/e2e/manifest.json`, JSON.stringify(results));
      const { FunctionError, Payload } = await new LambdaClient().send(
        new InvokeCommand({
          FunctionName: 'quarry-e2e-assemble',
          Payload: JSON.stringify({
            dataset,
            resultsPrefix,
            suggestion: { status: 'not-needed', detail: null },
          }),
        }),
      );
      const answer = new TextDecoder().decode(Payload);
      assert.equal(FunctionError, undefined, answer);
      return JSON.parse(answer);
    },
  };
};
