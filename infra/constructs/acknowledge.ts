import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts findings of cdk-nag on a construct and all below it, each with the reason why it stands. */
export const acknowledge = (scope: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(scope).acknowledge({ id, reason });
};

/** Accepts one wildcard in a policy. cdk-nag prints what is known only at deployment in angle brackets. */
export const acknowledgeWildcard = (scope: IConstruct, printedResource: string, reason: string): void =>
  acknowledge(scope, { [`AwsSolutions-IAM5[Resource::${printedResource}]`]: reason });
