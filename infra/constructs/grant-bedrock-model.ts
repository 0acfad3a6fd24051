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
  const { modelArn, profileArn } = arnsOf(role, modelId);
  allow(role, 'bedrock:InvokeModel', profileArn ?? modelArn);
  if (profileArn === undefined) return;
  allow(role, 'bedrock:InvokeModel', modelArn, {
    StringEquals: { 'bedrock:InferenceProfileArn': profileArn },
  });
  acknowledgeRegions(
    role,
    modelId,
    'An inference profile chooses the region of each call; a condition holds the call to that profile.',
  );
};

/**
 * Lets a role have batches asked of exactly one model. That a batch of a profile can be told by the condition above is
 * documented nowhere, so it does not stand here; no call can be made by this action.
 */
export const grantBatchesOf = (role: IRole, modelId: string): void => {
  const { modelArn, profileArn } = arnsOf(role, modelId);
  for (const arn of [modelArn, ...(profileArn === undefined ? [] : [profileArn])])
    allow(role, 'bedrock:CreateModelInvocationJob', arn);
  if (profileArn !== undefined)
    acknowledgeRegions(role, modelId, 'An inference profile chooses the region of each call of a batch.');
};

const allow = (role: IRole, action: string, resource: string, conditions = {}) =>
  role.addToPrincipalPolicy(new PolicyStatement({ actions: [action], resources: [resource], conditions }));

/** The model, in the one region where it is called without a profile, and the profile. */
const arnsOf = (role: IRole, modelId: string): { modelArn: string; profileArn?: string } => {
  const stack = Stack.of(role);
  const modelArn = (region: string, resourceName: string) =>
    stack.formatArn({ service: 'bedrock', region, account: '', resource: 'foundation-model', resourceName });
  const profiled = modelBehind(modelId);
  if (profiled === undefined) return { modelArn: modelArn(stack.region, modelId) };
  const profileArn = stack.formatArn({
    service: 'bedrock',
    resource: 'inference-profile',
    resourceName: modelId,
  });
  return { modelArn: modelArn('*', profiled), profileArn };
};

const modelBehind = (modelId: string): string | undefined => profilePattern.exec(modelId)?.[2];

const acknowledgeRegions = (role: IRole, modelId: string, reason: string): void =>
  acknowledgeWildcard(
    role,
    `arn:<AWS::Partition>:bedrock:*::foundation-model/${modelBehind(modelId)}`,
    reason,
  );
