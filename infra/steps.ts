import type { Construct } from 'constructs';
import { BatchJobRole } from './constructs/batch-job-role.ts';
import { FineTuningRole } from './constructs/fine-tuning-role.ts';
import { grantBedrockModel } from './constructs/grant-bedrock-model.ts';
import { grantTextract } from './constructs/grant-textract.ts';
import { PolicyGuardrail } from './constructs/policy-guardrail.ts';
import type { StepBundle } from './constructs/step-code.ts';
import { type NamedBucket, StepLambda } from './constructs/step-lambda.ts';
import type { Environment } from './environments.ts';
import { installedLanguages } from './installed-languages.ts';
import { keyPatterns as keys } from './key-patterns.ts';
import type { StorageStack } from './stacks/storage-stack.ts';

/** How each room becomes a function. parquetjs-lite, in write and assemble, assigns undeclared names: it must stay CommonJS. */
export const stepBundles = {
  convert: {
    step: 'convert',
    format: 'esm',
    workers: ['convert-worker', 'tesseract-worker'],
    files: [
      'node_modules/@llamaindex/liteparse-wasm/pkg/liteparse_wasm_bg.wasm',
      'node_modules/@embedpdf/pdfium/dist/pdfium.wasm',
      'node_modules/tesseract-wasm/dist/tesseract-core.wasm',
      ...installedLanguages().map(({ file }) => file),
    ],
  },
  split: { step: 'split', format: 'esm', files: ['policies'] },
  generate: { step: 'generate', format: 'esm', files: ['functions/generate/prompts'] },
  enforce: { step: 'enforce', format: 'esm', files: ['functions/enforce/prompts', 'policies'] },
  write: { step: 'write', format: 'cjs' },
  erase: { step: 'erase', format: 'esm' },
  plan: { step: 'plan', format: 'esm', files: ['policies'] },
  batch: { step: 'batch', format: 'esm' },
  suggest: { step: 'suggest', format: 'esm', files: ['functions/suggest/prompts', 'policies'] },
  assemble: { step: 'assemble', format: 'cjs' },
  tune: { step: 'tune', format: 'esm' },
} as const satisfies Record<string, StepBundle>;

/** Every step with the keys that it may touch; a test runs the workflows under these grants. */
export const addSteps = (scope: Construct, environment: Environment, storage: StorageStack) => {
  const source: NamedBucket = { bucket: storage.source, variable: 'SOURCE_BUCKET' };
  const dataset: NamedBucket = { bucket: storage.dataset, variable: 'DATASET_BUCKET' };
  const add = (
    step: keyof typeof stepBundles,
    memoryMb: number,
    timeoutSeconds: number,
    reservedConcurrency?: number,
  ) =>
    new StepLambda(scope, step[0]?.toUpperCase() + step.slice(1), environment, {
      ...stepBundles[step],
      memoryMb,
      timeoutSeconds,
      reservedConcurrency,
    });

  const convert = add('convert', 3008, 900)
    .reads(source, keys.all)
    .reads(dataset, keys.pageReadings)
    .lists(dataset, keys.pageReadings)
    .writes(dataset, keys.document, keys.origin, keys.markdown, keys.pageReadings)
    .deletes(dataset, keys.origin, keys.markdown, keys.passages, keys.pageReadings);
  const split = add('split', 1024, 300)
    .reads(source, keys.packs)
    .reads(dataset, keys.document, keys.markdown, keys.passages)
    .writes(dataset, keys.passages)
    .readsAuditKey(storage.auditKey);
  // Not the markdown: what a model is shown comes from the passages, in which policy has done its work.
  const generate = add('generate', 1024, 900, environment.generateConcurrency)
    .reads(dataset, keys.document, keys.passages, keys.pairs, keys.verdicts, keys.ledger, keys.leases)
    .reads(dataset, keys.queue, keys.replies)
    .writes(dataset, keys.pairs, keys.ledger, keys.leases, keys.queue)
    .deletes(dataset, keys.leases, keys.queue);
  const enforce = add('enforce', 1024, 900, environment.enforceConcurrency)
    .reads(source, keys.packs)
    .reads(dataset, keys.document, keys.passages, keys.pairs, keys.verdicts, keys.ledger, keys.leases)
    .writes(dataset, keys.verdicts, keys.ledger, keys.leases)
    .deletes(dataset, keys.leases)
    .readsAuditKey(storage.auditKey);
  const write = add('write', 1024, 300)
    .reads(dataset, keys.document, keys.passages, keys.verdicts, keys.tombstone)
    .lists(dataset, keys.pairs, keys.batches)
    .writes(dataset, keys.rejections, keys.outcome, keys.shards)
    .deletes(dataset, keys.pairs, keys.verdicts, keys.shards, keys.batches)
    .deletes(dataset, keys.rejections, keys.outcome);
  const erase = add('erase', 512, 300)
    .reads(source, keys.all)
    .reads(dataset, keys.document, keys.tombstone, keys.systemPrompt, keys.batchLog)
    .lists(dataset, keys.documentFolder, keys.batches, keys.batchJobs)
    .writes(dataset, keys.tombstone)
    .deletes(dataset, keys.documentFolder, keys.shards, keys.systemPrompt, keys.batches, keys.batchJob);
  const plan = add('plan', 512, 900)
    .reads(source, keys.settings, keys.packs)
    .lists(source, keys.all)
    .reads(dataset, keys.document, keys.tombstone, keys.origin, keys.batchLog)
    .lists(dataset, keys.documents, keys.documentFolder, keys.batchesWaiting, keys.batches)
    .writes(dataset, keys.plans);
  const batch = add('batch', 1769, 900)
    .reads(source, keys.settings)
    .reads(dataset, keys.document, keys.queue, keys.waiting, keys.batchLog, keys.ledger)
    .reads(dataset, keys.batchOwners, keys.batchOutput)
    .lists(dataset, keys.batchesWaiting, keys.batchJobs, keys.batchJob)
    .writes(dataset, keys.queue, keys.replies, keys.batchLog, keys.ledger)
    .writes(dataset, keys.batchInput, keys.batchOwners, keys.waiting)
    .deletes(dataset, keys.queue, keys.batchJob)
    .startsBatchJobs(
      new BatchJobRole(scope, 'BatchJobRole', {
        bucket: storage.dataset,
        models: environment.bedrockModels,
      }),
      environment.bedrockModels,
    );
  const suggest = add('suggest', 1024, 300)
    .reads(source, keys.settings, keys.packs)
    .reads(dataset, keys.passages, keys.systemPrompt, keys.ledger)
    .lists(dataset, keys.documents)
    .writes(dataset, keys.systemPrompt, keys.ledger)
    .readsAuditKey(storage.auditKey);
  const assemble = add('assemble', 3008, 900)
    .reads(source, keys.settings)
    .reads(
      dataset,
      keys.document,
      keys.passages,
      keys.outcome,
      keys.rejections,
      keys.shards,
      keys.results,
      keys.systemPrompt,
      keys.ledger,
      keys.batchLog,
    )
    .lists(dataset, keys.documents)
    .writes(dataset, keys.versions, keys.latest);

  const tune = add('tune', 512, 60)
    .reads(source, keys.settings)
    .reads(dataset, keys.manifest)
    .startsFineTuning(
      new FineTuningRole(scope, 'FineTuningRole', { bucket: storage.dataset }),
      environment.fineTuningModels,
    );

  const deployment = JSON.stringify({
    generator: environment.generator,
    allows: {
      bedrockModels: environment.bedrockModels,
      judgeModels: environment.judgeModels,
      ocrModels: environment.ocrModels,
      textract: environment.allowTextract,
      fineTuningModels: environment.fineTuningModels,
      ocrLanguages: installedLanguages().map(({ language }) => language),
    },
  });
  for (const step of [convert, plan, batch, suggest, assemble, tune])
    step.function.addEnvironment('DEPLOYMENT', deployment);
  for (const model of environment.bedrockModels) {
    grantBedrockModel(generate.role, model);
    grantBedrockModel(suggest.role, model);
  }
  for (const model of environment.judgeModels) grantBedrockModel(enforce.role, model);
  for (const model of environment.ocrModels) grantBedrockModel(convert.role, model);
  if (environment.allowTextract) grantTextract(convert.role);
  if (environment.guardrail)
    enforce.appliesGuardrail(
      new PolicyGuardrail(scope, 'Guardrail', environment, {
        packs: environment.guardrail.packs,
        encryptionKey: storage.dataset.encryptionKey,
      }),
    );
  return { convert, split, generate, enforce, write, erase, plan, batch, suggest, assemble, tune };
};
