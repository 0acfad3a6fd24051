import { type WorkAlone, withoutLease } from '#shared/dataset/lease.ts';
import type { DeploymentSettings } from '#shared/dataset/load-settings.ts';
import { listPacks } from '#shared/policy/list-packs.ts';
import type { ReadPack } from '#shared/policy/load-packs.ts';
import { policyEngineLoader } from '#shared/policy/load-policy-engine.ts';
import type { BatchInference } from '#shared/ports/batch-inference.ts';
import type { Guardrail } from '#shared/ports/guardrail.ts';
import type { LanguageModelFor } from '#shared/ports/language-model.ts';
import type { ModelCustomization } from '#shared/ports/model-customization.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import type { PageReaderFor } from '#shared/ports/page-reader.ts';
import type { GeneratorFor } from '#shared/ports/pair-generator.ts';
import { bindStep } from '#shared/step.ts';
import { assembleStep } from '../functions/assemble/step.ts';
import { batchStep } from '../functions/batch/step.ts';
import type { Source } from '../functions/convert/conversion.ts';
import { convertInChild } from '../functions/convert/convert-in-child.ts';
import { type ConvertDependencies, convertStep } from '../functions/convert/step.ts';
import { enforceStep } from '../functions/enforce/step.ts';
import { eraseStep } from '../functions/erase/step.ts';
import { generateStep } from '../functions/generate/step.ts';
import { planStep } from '../functions/plan/step.ts';
import { splitStep } from '../functions/split/step.ts';
import { suggestStep } from '../functions/suggest/step.ts';
import { tuneStep } from '../functions/tune/step.ts';
import { writeStep } from '../functions/write/step.ts';
import { judgePrompts } from './judge-prompts.ts';
import type { Functions } from './local-workflows.ts';
import { readPromptTemplate } from './prompt-templates.ts';

export interface LocalFunctionsOptions {
  readonly source: ObjectStore;
  readonly dataset: ObjectStore;
  readonly readPack: ReadPack;
  readonly auditKey: string;
  readonly generatorFor: GeneratorFor;
  readonly languageModelFor: LanguageModelFor;
  /** The command line gives none: it would need an account. */
  readonly guardrail?: Guardrail;
  /** Nor this: a job reads from a bucket and runs under a role. */
  readonly batchInference?: BatchInference;
  /** Nor this. */
  readonly customization?: ModelCustomization;
  readonly pageReaderFor: PageReaderFor;
  /** Of every PDF that asks for one. */
  readonly documentPassword?: Pick<Source, 'password' | 'passwordHint'>;
  readonly onPage?: ConvertDependencies['onPage'];
  /** Left out, this process is the only one that works on the dataset. */
  readonly workAlone?: WorkAlone;
  readonly deployment?: DeploymentSettings;
  readonly now?: () => Date;
}

/** The steps of the workflows, bound to local adapters. */
export const localFunctions = (options: LocalFunctionsOptions): Functions => {
  const {
    source,
    dataset,
    readPack,
    auditKey,
    generatorFor,
    languageModelFor,
    guardrail,
    batchInference,
    customization,
    pageReaderFor,
    documentPassword,
    onPage,
    deployment = {},
    workAlone = withoutLease,
    now = () => new Date(),
  } = options;
  const loadPolicyEngine = policyEngineLoader(readPack, { auditKey });
  return {
    ConvertFunction: bindStep(convertStep, {
      source,
      dataset,
      deployment,
      convert: (file, reading) => convertInChild({ ...file, ...documentPassword }, reading),
      pageReaderFor,
      ...(onPage && { onPage }),
    }),
    SplitFunction: bindStep(splitStep, { dataset, loadPolicyEngine, now }),
    GenerateFunction: bindStep(generateStep, {
      dataset,
      generatorFor,
      hasBatches: batchInference !== undefined,
      workAlone,
      now,
    }),
    EnforceFunction: bindStep(enforceStep, {
      dataset,
      loadPolicyEngine,
      languageModelFor,
      judgePrompts: judgePrompts(),
      guardrail,
      workAlone,
    }),
    WriteFunction: bindStep(writeStep, { dataset }),
    EraseFunction: bindStep(eraseStep, { source, dataset, now }),
    PlanFunction: bindStep(planStep, { source, dataset, deployment, listPacks: listPacks(readPack) }),
    BatchFunction: bindStep(batchStep, {
      source,
      dataset,
      deployment,
      inference: batchInference,
      secondsBetweenLooks: 0,
    }),
    SuggestFunction: bindStep(suggestStep, {
      source,
      dataset,
      deployment,
      loadPolicyEngine,
      languageModelFor,
      template: readPromptTemplate('suggest', 'system-prompt'),
      now,
    }),
    AssembleFunction: bindStep(assembleStep, { source, dataset, deployment }),
    TuneFunction: bindStep(tuneStep, { source, dataset, deployment, customization }),
  };
};
