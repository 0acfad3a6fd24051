import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledgeWildcard } from './acknowledge.ts';

/** Lets a role have the text of a picture read that it sends along; Textract gets no access to any bucket. */
export const grantTextract = (role: IRole): void => {
  role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['textract:DetectDocumentText'], resources: ['*'] }),
  );
  acknowledgeWildcard(role, '*', 'Textract has no resources to name.');
};
