import type { Construct } from 'constructs';
import { grantBedrockModel } from './constructs/grant-bedrock-model.ts';
import type { StepBundle } from './constructs/step-code.ts';
import { type NamedBucket, StepLambda } from './constructs/step-lambda.ts';
import type { Environment } from './environments.ts';
import { keyPatterns } from './key-patterns.ts';
import type { StorageStack } from './stacks/storage-stack.ts';

const { all, settings, packs, documents, shards, plans, results, versions, latest } = keyPatterns;

/** How each room becomes a function. parquetjs-lite, in write and assemble, assigns undeclared names: it must stay CommonJS. */
export const stepBundles = {
  convert: {
    step: 'convert',
    format: 'esm',
    files: ['node_modules/@llamaindex/liteparse-wasm/pkg/liteparse_wasm_bg.wasm'],
  },
  split: { step: 'split', format: 'esm', files: ['policies'] },
  generate: { step: 'generate', format: 'esm', files: ['functions/generate/prompts'] },
  enforce: { step: 'enforce', format: 'esm', files: ['policies'] },
  write: { step: 'write', format: 'cjs' },
  erase: { step: 'erase', format: 'esm' },
  plan: { step: 'plan', format: 'esm', files: ['policies'] },
  assemble: { step: 'assemble', format: 'cjs', files: ['policies'] },
} as const satisfies Record<string, StepBundle>;

/** Every step with what it may touch: the keys of `shared/domain/dataset-keys.ts`, and nothing beside them. */
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

  const convert = add('convert', 2048, 900).reads(source, all).writes(dataset, documents);
  const split = add('split', 1024, 300)
    .reads(source, packs)
    .reads(dataset, documents)
    .writes(dataset, documents)
    .readsAuditKey(storage.auditKey);
  const generate = add('generate', 1024, 900, environment.generateConcurrency)
    .reads(dataset, documents)
    .writes(dataset, documents);
  const enforce = add('enforce', 1024, 900)
    .reads(source, packs)
    .reads(dataset, documents)
    .writes(dataset, documents)
    .readsAuditKey(storage.auditKey);
  const write = add('write', 1024, 300)
    .reads(dataset, documents)
    .writes(dataset, documents, shards)
    .deletes(dataset, documents, shards);
  const erase = add('erase', 512, 300)
    .reads(source, all)
    .reads(dataset, documents)
    .writes(dataset, documents)
    .deletes(dataset, documents, shards);
  const plan = add('plan', 512, 900).reads(source, all).reads(dataset, documents).writes(dataset, plans);
  const assemble = add('assemble', 3008, 900)
    .reads(source, settings, packs)
    .reads(dataset, documents, shards, results)
    .writes(dataset, versions, latest);

  for (const step of [convert, plan, assemble]) {
    step.function.addEnvironment('DEFAULT_GENERATOR', JSON.stringify(environment.generator));
  }
  for (const model of environment.bedrockModels) grantBedrockModel(generate.role, model);
  return { convert, split, generate, enforce, write, erase, plan, assemble };
};
