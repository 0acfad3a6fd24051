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
  find: async (name) => {
    const found = await named(`The fine-tuning job ${name}`, () =>
      client.send(new GetModelCustomizationJobCommand({ jobIdentifier: name })).catch((error: unknown) => {
        if ((error as Error).name !== 'ResourceNotFoundException') throw error;
        return undefined;
      }),
    );
    return found?.jobArn === undefined ? null : { id: found.jobArn, hasFailed: found.status === 'Failed' };
  },
  start: (job) => named(`Fine-tuning of ${job.baseModel}`, () => startJob(client, roleArn, job)),
});

const named = async <Value>(subject: string, operation: () => Promise<Value>): Promise<Value> => {
  try {
    return await operation();
  } catch (error) {
    const message = `${subject}: ${String(error)}`;
    if (isTransientBedrockError(error)) throw new ThrottledError(message, { cause: error });
    if (isRefusedByBedrock(error)) throw new ModelRefusedError(message, { cause: error });
    throw error;
  }
};

const startJob = async (client: BedrockClient, roleArn: string, job: TuningJob): Promise<string> => {
  const { name } = job;
  const { jobArn } = await client.send(
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
  );
  if (jobArn === undefined) throw new Error(`Bedrock has taken the job ${name} and not named it`);
  return jobArn;
};
