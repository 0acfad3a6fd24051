import {
  type BedrockClient,
  CreateModelCustomizationJobCommand,
  GetModelCustomizationJobCommand,
} from '@aws-sdk/client-bedrock';
import { ModelRefusedError, ThrottledError } from '../errors.ts';
import type { ModelCustomization, TuningJob } from '../ports/model-customization.ts';
import { isRefusedByBedrock, isTransientBedrockError } from './bedrock-errors.ts';

export interface BedrockModelCustomizationOptions {
  readonly client: BedrockClient;
  /** What Bedrock reads the rows and writes the metrics as. */
  readonly roleArn: string;
}

/**
 * Supervised fine-tuning of Amazon Bedrock. The custom model takes the name of its job.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-submit.html
 */
export const bedrockModelCustomization = ({
  client,
  roleArn,
}: BedrockModelCustomizationOptions): ModelCustomization => ({
  start: async (job) => {
    try {
      return await startOrFind(client, roleArn, job);
    } catch (error) {
      const message = `Fine-tuning of ${job.baseModel}: ${String(error)}`;
      if (isTransientBedrockError(error)) throw new ThrottledError(message, { cause: error });
      if (isRefusedByBedrock(error)) throw new ModelRefusedError(message, { cause: error });
      throw error;
    }
  },
});

/** Bedrock forgets a token after a while and then finds the name taken: the job is there all the same. */
const startOrFind = async (client: BedrockClient, roleArn: string, job: TuningJob): Promise<string> => {
  const { name } = job;
  const { jobArn } = await client
    .send(
      new CreateModelCustomizationJobCommand({
        jobName: name,
        customModelName: name,
        clientRequestToken: name,
        roleArn,
        baseModelIdentifier: job.baseModel,
        customizationType: 'FINE_TUNING',
        trainingDataConfig: { s3Uri: job.trainingUri },
        ...(job.validationUri && {
          validationDataConfig: { validators: [{ s3Uri: job.validationUri }] },
        }),
        outputDataConfig: { s3Uri: job.outputUri },
        hyperParameters: { ...job.hyperparameters },
      }),
    )
    .catch((error: unknown) => {
      if ((error as Error).name !== 'ConflictException') throw error;
      return client.send(new GetModelCustomizationJobCommand({ jobIdentifier: name }));
    });
  if (jobArn === undefined) throw new Error(`Bedrock has taken the job ${name} and not named it`);
  return jobArn;
};
