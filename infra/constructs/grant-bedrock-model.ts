import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledgeWildcard } from './acknowledge.ts';

/** An inference profile's id is the model's with a geography before it, for example `eu.amazon.nova-2-lite-v1:0`. */
const profilePattern = /^(global|us|us-gov|eu|apac|jp|au|ca)\.(.+)$/;

/**
 * Lets a role call exactly one model. An inference profile sends the call to a region of its choice, so the model
 * itself must be allowed everywhere, but only by way of that profile.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export const grantBedrockModel = (role: IRole, modelId: string): void => {
  const stack = Stack.of(role);
  const allow = (resource: string, conditions = {}) =>
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['bedrock:InvokeModel'], resources: [resource], conditions }),
    );
  const modelArn = (region: string, resourceName: string) =>
    stack.formatArn({ service: 'bedrock', region, account: '', resource: 'foundation-model', resourceName });

  const profiledModelId = profilePattern.exec(modelId)?.[2];
  if (profiledModelId === undefined) {
    allow(modelArn(stack.region, modelId));
    return;
  }
  const profileArn = stack.formatArn({
    service: 'bedrock',
    resource: 'inference-profile',
    resourceName: modelId,
  });
  allow(profileArn);
  allow(modelArn('*', profiledModelId), { StringEquals: { 'bedrock:InferenceProfileArn': profileArn } });
  acknowledgeWildcard(
    role,
    `arn:<AWS::Partition>:bedrock:*::foundation-model/${profiledModelId}`,
    'An inference profile chooses the region of each call; a condition holds the call to that profile.',
  );
};
