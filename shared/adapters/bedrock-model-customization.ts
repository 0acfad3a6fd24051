import {
  type BedrockClient,
  CreateModelCustomizationJobCommand,
  GetModelCustomizationJobCommand,
} from '@aws-sdk/client-bedrock';
import type { ModelCustomization, TuningJob } from '../ports/model-customization.ts';
import { underBedrockErrors } from './bedrock-errors.ts';

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
    const found = await underBedrockErrors(`The fine-tuning job ${name}`, () =>
      client.send(new GetModelCustomizationJobCommand({ jobIdentifier: name })).catch((error: unknown) => {
        if ((error as Error).name !== 'ResourceNotFoundException') throw error;
        return undefined;
      }),
    );
    return found?.jobArn === undefined ? null : { id: found.jobArn, hasFailed: found.status === 'Failed' };
  },
  start: (job) => underBedrockErrors(`Fine-tuning of ${job.baseModel}`, () => startJob(client, roleArn, job)),
});

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
