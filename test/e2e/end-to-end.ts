import assert from 'node:assert/strict';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import { type Row, rowSchema } from '#shared/domain/row.ts';
import { parseParquetRows } from '#shared/parquet/parquet-reader.ts';
import { type Announcement, listen } from './announcements.ts';
import { bucket } from './bucket.ts';
import { deploy } from './deploy.ts';
import { badDocuments, type Drop, documents, folderMarker, settings } from './documents.ts';
import { finishedExecutions } from './executions.ts';
import { report } from './report.ts';

const bad = Object.values(badDocuments);

/** Every check in order, each on what the ones before it left behind; returns what the endpoint could not show. */
export const endToEnd = async (): Promise<readonly string[]> => {
  const { check, notCovered, gaps } = report();
  const deployment = await check('the CDK CLI deploys both stacks', deploy);

  const [s3, sfn, events] = [
    new S3Client({ forcePathStyle: true }),
    new SFNClient(),
    new EventBridgeClient(),
  ];
  const source = bucket(s3, deployment.sourceBucket);
  const store = bucket(s3, deployment.datasetBucket);
  const announcements = await listen(events, new SQSClient(), deployment.eventBusName);
  /** A dataset of this run alone, so that an endpoint may be used again. */
  const dataset = `airline-${Date.now().toString(36)}`;
  const keyOf = ({ path }: Drop) => `${dataset}/${path}`;
  const keysOf = (drop: Drop) => documentKeys(dataset, documentId(keyOf(drop)));
  const rowsOf = async (key: string): Promise<Row[]> =>
    collected(parseParquetRows(await store.read(key), rowSchema));

  let deliveries = 0;
  /** Uploads everything and returns what was announced of each document, by its path. */
  const deliver = async (): Promise<Record<string, Announcement>> => {
    const drops = [settings, ...documents, ...bad];
    for (const drop of [folderMarker, ...drops]) await source.put(keyOf(drop), drop.body);
    deliveries += 1;
    const executions = await finishedExecutions(sfn, {
      stateMachineArn: deployment.documentWorkflowArn,
      mention: `"${dataset}/`,
      atLeast: deliveries * drops.length,
    });
    assert.deepEqual(
      executions.flatMap(({ failure }) => failure ?? []),
      [],
    );
    const pathOf = ({ detail }: Announcement) =>
      String(detail.sourceUri).replace(`s3://${source.name}/${dataset}/`, '');
    return Object.fromEntries((await announcements.collect()).map((one) => [pathOf(one), one]));
  };

  try {
    const announced = await check(
      'every document that is dropped is processed, and a bad one rejected',
      async () => {
        const outcomes = await deliver();
        const summary = Object.fromEntries(
          Object.entries(outcomes).map(([path, { detailType, detail }]) => [
            path,
            detail.reason ?? detailType,
          ]),
        );
        assert.deepEqual(summary, {
          ...Object.fromEntries(documents.map(({ path }) => [path, 'Document Processed'])),
          ...Object.fromEntries(Object.entries(badDocuments).map(([reason, { path }]) => [path, reason])),
        });
        return outcomes;
      },
    );

    await check('their rows read back from Parquet, and name their source as it was uploaded', async () => {
      for (const drop of documents) {
        const shards = (await store.keys(`${dataset}/shards/`)).filter((key) =>
          [keysOf(drop).shard('train'), keysOf(drop).shard('validation')].includes(key),
        );
        const rows = (await Promise.all(shards.map(rowsOf))).flat();
        assert.ok(rows.length > 0, `${drop.path} has no rows`);
        assert.equal(rows.length, announced[drop.path]?.detail.kept);
        for (const row of rows) assert.equal(row.source_uri, `s3://${source.name}/${keyOf(drop)}`);
        assert.doesNotMatch(
          JSON.stringify(rows),
          /[\w.+-]+@[\w-]+\.example/,
          'an e-mail address got through',
        );
      }
    });

    await check('a rejection says which file it is about, and why', async () => {
      for (const [reason, drop] of Object.entries(badDocuments)) {
        const [line = ''] = new TextDecoder().decode(await store.read(keysOf(drop).rejections)).split('\n');
        const rejection = JSON.parse(line);
        assert.equal(rejection.subject, 'document');
        assert.equal(rejection.reason, reason);
        assert.equal(rejection.sourceUri, `s3://${source.name}/${keyOf(drop)}`);
      }
    });

    await check('a second delivery changes no byte of the dataset', async () => {
      const before = await store.fingerprint(`${dataset}/`);
      await deliver();
      assert.deepEqual(await store.fingerprint(`${dataset}/`), before);
    });

    const runId = await check('a DatasetRunRequested event starts the dataset workflow', async () => {
      await events.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: deployment.eventBusName,
              Source: 'e2e',
              DetailType: 'DatasetRunRequested',
              Detail: JSON.stringify({ dataset }),
            },
          ],
        }),
      );
      const [run] = await finishedExecutions(sfn, {
        stateMachineArn: deployment.datasetWorkflowArn,
        mention: `"${dataset}"`,
        atLeast: 1,
      });
      await announcements.collect();
      const wroteResults = (await store.keys(datasetKeys(dataset).results(run?.name ?? ''))).length > 0;
      if (wroteResults) assert.equal(run?.failure, undefined);
      else {
        assert.match(run?.failure ?? '', / in Assemble: /, 'the plan or one of its documents failed');
        notCovered('ResultWriter: the map wrote no results, so the workflow ended before Assemble');
      }
      return run?.name ?? '';
    });

    await check('the plan lists what was dropped, and no more', async () => {
      const lines = new TextDecoder()
        .decode(await store.read(datasetKeys(dataset).plan(runId)))
        .trim()
        .split('\n');
      const planned = lines.map((line) => JSON.parse(line).detail.object.key);
      assert.deepEqual(planned.sort(), [...documents, ...bad].map(keyOf).sort());
    });

    await check('the assemble function makes a version of the dataset, and the same one again', async () => {
      const resultsKey = `${datasetKeys(dataset).results(runId)}/e2e/manifest.json`;
      await store.put(
        resultsKey,
        JSON.stringify({ ResultFiles: { FAILED: [], PENDING: [], SUCCEEDED: [] } }),
      );
      const assemble = async () => {
        const { FunctionError, Payload } = await new LambdaClient().send(
          new InvokeCommand({
            FunctionName: 'quarry-e2e-assemble',
            Payload: JSON.stringify({ dataset, resultsKey }),
          }),
        );
        const answer = new TextDecoder().decode(Payload);
        assert.equal(FunctionError, undefined, answer);
        return JSON.parse(answer);
      };
      const { detailType, detail } = await assemble();
      assert.equal(detailType, 'Dataset Ready');
      const version = datasetKeys(dataset).version(detail.version);
      assert.equal((await rowsOf(version.parquet('train'))).length, detail.train);
      assert.equal(detail.rejectedDocuments, bad.length);
      const before = await store.fingerprint(version.folder);
      await assemble();
      assert.deepEqual(await store.fingerprint(version.folder), before);
    });

    await check('a deletion erases what was made of the document, and leaves a tombstone', async () => {
      const [erased] = documents;
      assert.ok(erased);
      await source.delete(keyOf(erased));
      await finishedExecutions(sfn, {
        stateMachineArn: deployment.documentWorkflowArn,
        mention: 'Object Deleted',
        atLeast: 1,
      });
      const [announcement, ...others] = await announcements.collect();
      assert.deepEqual(others, []);
      assert.equal(announcement?.detailType, 'Document Erased');
      assert.equal(announcement?.detail.sourceUri, `s3://${source.name}/${keyOf(erased)}`);
      const left = (await store.keys(`${dataset}/`)).filter((key) => key.includes(documentId(keyOf(erased))));
      assert.deepEqual(left, [keysOf(erased).tombstone]);
    });

    notCovered('IAM: an emulator grants everything; test/infra holds the roles to what they may do');
    notCovered('Retry by the name of an error: the emulator gives every error of a function the same name');
    return gaps;
  } finally {
    await announcements.close();
  }
};

const collected = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};
