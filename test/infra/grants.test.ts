import { beforeAll, expect, test } from 'vitest';
import { converseBatch } from '#shared/adapters/converse-batch.ts';
import { memoryObjectStore } from '#shared/adapters/memory-object-store.ts';
import { underLease } from '#shared/dataset/lease.ts';
import { packsBeside } from '#shared/dataset/read-pack.ts';
import { datasetKeys, documentKeys } from '#shared/domain/dataset-keys.ts';
import { documentId } from '#shared/domain/document.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { extractiveGenerator } from '../../functions/generate/extractive/extractive-generator.ts';
import { localGeneratorFor } from '../../local/generator-for.ts';
import { localFunctions } from '../../local/local-functions.ts';
import { type Functions, functionNames, localWorkflows } from '../../local/local-workflows.ts';
import { readShippedPack } from '../../local/policy-packs.ts';
import { aScan, scriptedPageReader } from '../support/a-page-reader.ts';
import { allowedActions } from '../support/allowed-actions.ts';
import { batchService } from '../support/batch-service.ts';
import { guardedStore } from '../support/guarded-store.ts';
import { judgeReply } from '../support/judge-reply.ts';
import { quotingModel } from '../support/quoting-model.ts';
import { scriptedModel, scriptedPrice } from '../support/scripted-model.ts';
import { synthesize } from '../support/synthesize.ts';

const { pipeline } = synthesize('dev');
const steps = functionNames.map((name) => name.slice(0, -'Function'.length));
/** What each step's role allows on the two buckets. */
const grants = new Map(
  steps.map((step) => [
    step,
    allowedActions(pipeline, `${step}Role`).filter((line) => line.startsWith('s3:')),
  ]),
);
/** What Bedrock reads and writes batches as. */
grants.set(
  'BatchJob',
  allowedActions(pipeline, 'BatchJobRole').filter((line) => line.startsWith('s3:')),
);
const used = new Set<string>();

const source = memoryObjectStore('source');
const dataset = memoryObjectStore('dataset');
const guarded = (store: ObjectStore, step: string) =>
  guardedStore(store, grants.get(step) ?? [], (line) => used.add(`${step}: ${line}`));

const service = batchService(guarded(dataset, 'BatchJob'), {
  fate: ({ recordId }) => (recordId.startsWith('0') ? 'error' : undefined),
});
const batch = converseBatch('paid', { strategy: 'json-text', price: scriptedPrice }, scriptedPrice);

/** What Bedrock fine-tunes as. */
grants.set(
  'FineTuning',
  allowedActions(pipeline, 'FineTuningRole').filter((line) => line.startsWith('s3:')),
);
const bedrockStore = guarded(dataset, 'FineTuning');
const keyOf = (uri: string | undefined): string => uri?.slice('memory://dataset/'.length) ?? '';

/** Every step with the stores as its own role would see them. */
const functions = Object.fromEntries(
  steps.map((step) => {
    const [sourceOfStep, datasetOfStep] = [guarded(source, step), guarded(dataset, step)];
    const all = localFunctions({
      source: sourceOfStep,
      dataset: datasetOfStep,
      readPack: packsBeside(readShippedPack, sourceOfStep),
      auditKey: 'a key for tests',
      generatorFor: async (settings, pay) =>
        settings.model === 'paid'
          ? localGeneratorFor(async () => quotingModel({ batch }))(settings, pay)
          : extractiveGenerator(),
      languageModelFor: async (setting) =>
        setting === 'judge' ? scriptedModel(judgeReply('partial'), judgeReply('supported')) : quotingModel(),
      pageReaderFor: async () => scriptedPageReader(),
      batchInference: service.inference,
      customization: {
        find: async () => null,
        start: async ({ trainingUri, validationUri, outputUri }) => {
          for (const uri of [trainingUri, validationUri])
            expect(await bedrockStore.read(keyOf(uri))).toBeDefined();
          await bedrockStore.write(`${keyOf(outputUri)}metrics.csv`, 'step,loss');
          return 'a-job';
        },
      },
      workAlone: underLease,
    });
    const name = `${step}Function` as keyof Functions;
    return [name, all[name]];
  }),
) as Functions;

/** A pack that a company keeps in its own bucket. */
const companyPack = `
apiVersion: quarry-policy/v1
id: acme
version: 1.0.0
title: What Acme keeps to itself
rules:
  - { id: project, kind: terms, title: Code names, severity: high, action: redact, terms: [Blue Heron] }
`;

/** Sections enough that every split has rows; the last holds what no pair may say. */
const handbook = (subject: string, groups = 12) =>
  [
    `# ${subject}`,
    ...Array.from(
      { length: groups },
      (_, index) =>
        `## How many ${subject} are in group ${index}?\n\nGroup ${index} has ${index + 20} ${subject}.`,
    ),
    '## What does a leaked key look like?\n\nA leaked key looks like AKIAIOSFODNN7EXAMPLE and must be revoked.',
  ].join('\n\n');

const eventOf = (detailType: string, key: string) => ({
  'detail-type': detailType,
  detail: { bucket: { name: 'source' }, object: { key } },
});

beforeAll(async () => {
  const workflows = await localWorkflows({ functions, stores: [source, dataset], random: () => 0 });
  const run = async (name = 'air') => {
    const execution = await workflows.runDataset({ dataset: name });
    if (execution.status === 'FAILED') throw new Error(execution.cause);
    expect(execution.output).toMatchObject({ failedDocuments: 0 });
  };
  await source.write('policies/acme.yaml', companyPack);
  await source.write(
    'air/dataset.yaml',
    [
      'policies: [quality, secrets, acme]',
      'split: { validation: 0.5 }',
      'generator: { provider: bedrock, model: a-model }',
      'judge: { provider: bedrock, model: another-model }',
      'fineTuning: { baseModel: base, validation: true }',
    ].join('\n'),
  );
  await source.write('air/bags.md', handbook('bags'));
  await source.write('air/seats.md', handbook('seats'));
  await source.write('air/empty.md', '');
  await source.write('air/scan.pdf', aScan('first'));
  await run();
  // An edit leaves stale pairs to drop, and a lost event a document to erase.
  await source.write('air/bags.md', handbook('bags').replaceAll('Group 7', 'The seventh group'));
  await source.delete('air/seats.md');
  await source.write('air/scan.pdf', aScan('second'));
  await run();
  // Models are paid from a ledger.
  await source.write('paid/bags.md', handbook('bags'));
  await source.write(
    'paid/dataset.yaml',
    [
      'generator: { provider: bedrock, model: paid, price: { input: 1, output: 2 } }',
      'judge: { provider: bedrock, model: paid, price: { input: 1, output: 2 } }',
      'budgetUsd: 1',
    ].join('\n'),
  );
  await run('paid');
  // A batch, some of whose records fail, an edit that leaves nothing in the queue, and a deletion of what waits.
  await source.write(
    'batch/dataset.yaml',
    'generator: { provider: bedrock, model: paid, batch: true }\npassages: { maxTokens: 50 }',
  );
  await source.write('batch/many.md', handbook('bags', 240));
  await source.write('batch/gone.md', handbook('seats'));
  await run('batch');
  const edited = handbook('seats').replaceAll('Group 7', 'The seventh group');
  await source.write('batch/gone.md', edited);
  await workflows.runDocument(eventOf('Object Created', 'batch/gone.md'));
  await source.write('batch/gone.md', edited.replaceAll('seventh', '7th'));
  await workflows.runDocument(eventOf('Object Created', 'batch/gone.md'));
  // As runs leave it that were killed: after a job had ended, and before one was in the log.
  await dataset.write(datasetKeys('batch').batchJob('left').input, '{}');
  await dataset.write(documentKeys('batch', documentId('batch/gone.md')).reply('0'), '{}');
  await source.delete('batch/gone.md');
  await workflows.runDocument(eventOf('Object Deleted', 'batch/gone.md'));
  // An execution comes to its end after its document was erased, and a late answer of a model after that.
  await functions.WriteFunction({ dataset: 'batch', documentId: documentId('batch/gone.md') });
  await dataset.write(`${documentKeys('air', documentId('air/seats.md')).pairs}late.json`, '{}');
  // A conversion died after its source was deleted.
  await dataset.write(documentKeys('air', documentId('air/dead.md')).origin, '{"sourceKey":"air/dead.md"}');
  await functions.PlanFunction({ request: { dataset: 'air' }, runId: 'late' });
  await workflows.runDocument(eventOf('Object Deleted', 'air/seats.md'));
}, 60_000);

test.each([...steps, 'BatchJob', 'FineTuning'])('%s needs every grant on a bucket that it has', (step) => {
  const unused = grants.get(step)?.filter((line) => !used.has(`${step}: ${line}`));
  expect(unused).toEqual([]);
});

test('the step that calls a model cannot read what policy has not redacted', () => {
  const generate = guarded(dataset, 'Generate');
  return expect(generate.read('air/documents/baggage/document.md')).rejects.toThrow('AccessDenied');
});
