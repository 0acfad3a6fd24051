import assert from 'node:assert/strict';
import { documentId } from '#shared/domain/document.ts';
import { deploy } from './deploy.ts';
import { deployedPipeline } from './deployed-pipeline.ts';
import { badDocuments, documents, folderMarker, settings } from './documents.ts';
import { desk, settings as guardedSettings, withGuardrail } from './guardrail.ts';
import { report } from './report.ts';

const bad = Object.values(badDocuments);
const started = [settings, ...documents, ...bad];
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Every check in order, each on what the ones before it left behind; returns what the endpoint could not show. */
export const endToEnd = async (): Promise<readonly string[]> => {
  const { check, notCovered, gaps } = report();
  const deployment = await check('the CDK CLI deploys both stacks', deploy);
  const pipeline = await deployedPipeline(deployment);
  const { store, keys, prefix, keyOf, keysOf, uriOf } = pipeline;

  try {
    const announced = await check('what is dropped is processed, and what is bad rejected', async () => {
      const all = await pipeline.deliver([folderMarker, ...started], started);
      assert.deepEqual(
        Object.fromEntries(
          all.map(({ detailType, detail }) => [detail.sourceUri, detail.reason ?? detailType]),
        ),
        {
          ...Object.fromEntries(documents.map((drop) => [uriOf(drop), 'Document Processed'])),
          ...Object.fromEntries(Object.entries(badDocuments).map(([reason, drop]) => [uriOf(drop), reason])),
        },
      );
      return all;
    });

    await check('rows read back from Parquet, and name their source as it was uploaded', async () => {
      const shards = await store.keys(`${prefix}shards/`);
      for (const drop of documents) {
        const kept = (['train', 'validation'] as const)
          .map((kind) => keysOf(drop).shard(kind))
          .filter((key) => shards.includes(key));
        const rows = (await Promise.all(kept.map(pipeline.rows))).flat();
        const { detail } = announced.find((one) => one.detail.sourceUri === uriOf(drop)) ?? {};
        assert.ok(rows.length > 0, `${drop.path} has no rows`);
        assert.equal(rows.length, detail?.kept);
        for (const row of rows) assert.equal(row.source_uri, uriOf(drop));
        assert.doesNotMatch(
          JSON.stringify(rows),
          /[\w.+-]+@[\w-]+\.example/,
          'an e-mail address got through',
        );
      }
    });

    await check('a rejection says which file it is about, and why', async () => {
      for (const [reason, drop] of Object.entries(badDocuments)) {
        const rejection = JSON.parse(text(await store.read(keysOf(drop).rejections)));
        assert.deepEqual(
          [rejection.subject, rejection.reason, rejection.sourceUri],
          ['document', reason, uriOf(drop)],
        );
      }
    });

    await check('a second delivery changes no byte of the dataset', async () => {
      const before = await store.fingerprint(prefix);
      const again = await pipeline.deliver(started, started);
      assert.equal(again.length, announced.length);
      assert.deepEqual(await store.fingerprint(prefix), before);
    });

    const runId = await check(
      'a request on the bus runs the document workflow over the whole plan',
      async () => {
        const run = await pipeline.requestRun(documents.length + bad.length);
        if ((await store.keys(keys.results(run.name))).length > 0) assert.equal(run.failure, undefined);
        else {
          assert.match(run.failure ?? '', / in Assemble: /, 'the plan or one of its documents failed');
          notCovered('ResultWriter: the map wrote no results, so the workflow ended before Assemble');
        }
        const planned = text(await store.read(keys.plan(run.name)))
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).detail.object.key);
        assert.deepEqual(planned.sort(), [...documents, ...bad].map(keyOf).sort());
        return run.name;
      },
    );

    await check('the assemble function makes a version, and again the same one', async () => {
      const { detailType, detail } = await pipeline.assemble(runId);
      assert.equal(detailType, 'Dataset Ready');
      assert.equal(detail.rejectedDocuments, bad.length);
      const version = keys.version(String(detail.version));
      assert.equal((await pipeline.rows(version.parquet('train'))).length, detail.train);
      const before = await store.fingerprint(version.folder);
      await pipeline.assemble(runId);
      assert.deepEqual(await store.fingerprint(version.folder), before);
    });

    await check('a deletion erases what was made of a document, and leaves a tombstone', async () => {
      const [erased] = documents;
      assert.ok(erased);
      const all = await pipeline.remove(erased);
      assert.deepEqual(
        all.map(({ detailType, detail }) => [detailType, detail.sourceUri]),
        [['Document Erased', uriOf(erased)]],
      );
      const inDocuments = (key: string) => !key.startsWith(`${prefix}versions/`);
      const left = (await store.keys(prefix)).filter((key) => key.includes(documentId(keyOf(erased))));
      assert.deepEqual(left.filter(inDocuments), [keysOf(erased).tombstone]);
    });

    await check('the deployed enforce function has a guardrail judge the pairs last', async () => {
      const guarded = await deployedPipeline(deployment);
      const made = await withGuardrail(async (pinned) => {
        await guarded.deliver([guardedSettings], [guardedSettings]);
        const [processed] = await guarded.deliver([desk], [desk]);
        assert.equal(processed?.detailType, 'Document Processed');
        const { guarding } = JSON.parse(text(await guarded.store.read(guarded.keysOf(desk).outcome)));
        assert.deepEqual([guarding.guardrails, guarding.passagesWithout], [[pinned], 0]);
        const rows = await guarded.shardRows(desk);
        const kept = JSON.stringify([...rows.train, ...rows.validation]);
        assert.match(kept, /six in the morning/);
        assert.match(kept, /\[EMAIL_1\]/);
        assert.match(kept, /\[BADGE_1\]/);
        assert.doesNotMatch(kept, /@corvedale|ZX-2045|Blue Heron/);
        assert.match(JSON.stringify(rows.rejected), new RegExp(`${pinned} word`));
      });
      await guarded.close();
      if (made === undefined) notCovered('ApplyGuardrail: the endpoint made no guardrail for this test');
    });

    notCovered(
      "CfnGuardrail: the emulator's CloudFormation does not know it, so its API made the guardrail; test/infra reads the template",
    );
    notCovered(
      'Topics, content filters and names: the emulator judges words, patterns and kinds with a shape only',
    );
    notCovered(
      'Batch inference: the emulator has no jobs; test/workflow runs it against a service that does as its documentation says',
    );
    notCovered(
      'IAM: an emulator grants everything; test/infra runs the workflows under the grants of the roles',
    );
    notCovered('CreateModelCustomizationJob: the endpoint does not implement it, so no model was fine-tuned');
    notCovered('Retry by the name of an error: the emulator gives every error of a function the same name');
    return gaps;
  } finally {
    await pipeline.close();
  }
};
