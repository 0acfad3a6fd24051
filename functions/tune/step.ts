import * as z from 'zod';
import { requireJson } from '#shared/dataset/json-object.ts';
import { type DeploymentSettings, loadSettings } from '#shared/dataset/load-settings.ts';
import { datasetKeys } from '#shared/domain/dataset-keys.ts';
import { contentId } from '#shared/domain/hash.ts';
import { manifestSchema } from '#shared/domain/manifest.ts';
import { announcementSchema } from '#shared/domain/workflow-state.ts';
import type { ModelCustomization } from '#shared/ports/model-customization.ts';
import type { ObjectStore } from '#shared/ports/object-store.ts';
import { defineStep } from '#shared/step.ts';

export interface TuneDependencies {
  readonly source: ObjectStore;
  readonly dataset: ObjectStore;
  readonly deployment: DeploymentSettings;
  /** Undefined where there is no account to tune a model in. */
  readonly customization: ModelCustomization | undefined;
}

/**
 * Has a model fine-tuned on a version, where the settings of its dataset ask for it. The job is named by a hash of version
 * and settings, so the same version is tuned once, and once more where that has failed.
 */
export const tuneStep = defineStep({
  name: 'tune',
  input: z.strictObject({ dataset: z.string(), version: z.string() }),
  output: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('started'), announcement: announcementSchema }),
    z.strictObject({ status: z.literal('not-started'), reason: z.string() }),
  ]),
  run: async ({ dataset, version }, { source, dataset: store, ...dependencies }: TuneDependencies) => {
    const { deployment, customization } = dependencies;
    const { fineTuning } = await loadSettings(source, dataset, deployment);
    if (fineTuning === undefined) return notStarted('The settings of the dataset do not ask for it.');
    if (customization === undefined) return notStarted('Only a deployed run can start it.');

    const keys = datasetKeys(dataset).version(version);
    const { files } = await requireJson(store, keys.manifest, manifestSchema);
    const uriOf = (split: 'train' | 'validation'): string | undefined => {
      const key = keys.jsonLines(split, 'bedrock');
      const file = files.find(({ name }) => key.endsWith(`/${name}`));
      return (file?.rows ?? 0) > 0 ? store.uri(key) : undefined;
    };
    const trainingUri = uriOf('train');
    if (trainingUri === undefined) return notStarted('The version has no row to train on.');

    const { baseModel, hyperparameters } = fineTuning;
    const firstName = jobName(dataset, { version, ...fineTuning });
    const name = await freeName(customization, firstName);
    if (name === undefined) return notStarted(`The job ${firstName} was started before.`);
    const jobId = await customization.start({
      name,
      baseModel,
      hyperparameters,
      trainingUri,
      ...(fineTuning.validation && { validationUri: uriOf('validation') }),
      outputUri: store.uri(datasetKeys(dataset).fineTuning(name)),
    });
    return {
      status: 'started' as const,
      announcement: {
        detailType: 'Fine-Tuning Started' as const,
        detail: { dataset, version, baseModel, job: jobId, model: name },
      },
    };
  },
});

const mostAttempts = 3;

/** Undefined where a job of the name is under way, has ended well or was stopped by somebody, or too many have failed. */
const freeName = async (customization: ModelCustomization, first: string): Promise<string | undefined> => {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const name = attempt === 1 ? first : `${first}-${attempt}`;
    const found = await customization.find(name);
    if (found === null) return name;
    if (!found.hasFailed) return undefined;
  }
  return undefined;
};

const notStarted = (reason: string) => ({ status: 'not-started' as const, reason });

const maxSlugLength = 32;

/** Readable in a list of jobs, and no other for the same rows and settings. */
const jobName = (dataset: string, decides: object): string => {
  const slug = dataset
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxSlugLength)
    .replace(/^-|-$/g, '');
  return ['quarry', slug, contentId([dataset, decides])].filter(Boolean).join('-');
};
