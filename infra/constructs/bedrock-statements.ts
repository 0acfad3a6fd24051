import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Geographies before the dot of an inference profile's id, for example `eu.amazon.nova-2-lite-v1:0`. */
const profilePattern = /^(global|us|us-gov|eu|apac|jp|au|ca)\.(.+)$/;

/**
 * What it takes to call exactly one model. An inference profile sends the call to a region of its choice, so the model
 * must be allowed everywhere, but only by way of that profile.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export const bedrockStatements = (scope: IConstruct, modelId: string): PolicyStatement[] => {
  const stack = Stack.of(scope);
  const actions = ['bedrock:InvokeModel'];
  const modelArn = (region: string, id: string) =>
    stack.formatArn({
      service: 'bedrock',
      region,
      account: '',
      resource: 'foundation-model',
      resourceName: id,
    });
  const foundationModelId = profilePattern.exec(modelId)?.[2];
  if (foundationModelId === undefined) {
    return [new PolicyStatement({ actions, resources: [modelArn(stack.region, modelId)] })];
  }
  const profileArn = stack.formatArn({
    service: 'bedrock',
    resource: 'inference-profile',
    resourceName: modelId,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return [
    new PolicyStatement({ actions, resources: [profileArn] }),
    new PolicyStatement({
      actions,
      resources: [modelArn('*', foundationModelId)],
      conditions: { StringEquals: { 'bedrock:InferenceProfileArn': profileArn } },
    }),
  ];
};
