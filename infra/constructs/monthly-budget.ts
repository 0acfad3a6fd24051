import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';

export interface MonthlyBudgetProps {
  readonly environment: Environment;
  readonly limitUsd: number;
  readonly topic: Topic;
}

/**
 * Warns before the month's limit is reached; it stops nothing. It sees only what carries the environment's tag, and only
 * once that tag is activated for cost allocation in the account's billing settings.
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { environment, limitUsd, topic }: MonthlyBudgetProps) {
    super(scope, id);
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('budgets.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
      }),
    );
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `quarry-${environment.name}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limitUsd, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:quarry:environment$${environment.name}`] },
      },
      notificationsWithSubscribers: [
        {
          notification: { notificationType: 'ACTUAL', comparisonOperator: 'GREATER_THAN', threshold: 80 },
          subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
        },
      ],
    });
  }
}
