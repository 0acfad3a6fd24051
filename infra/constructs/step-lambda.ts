import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts';
import { type BatchJobRole, batchJobsArn } from './batch-job-role.ts';
import { customizationJobsArn, type FineTuningRole } from './fine-tuning-role.ts';
import { grantBatchesOf } from './grant-bedrock-model.ts';
import { grantListing, grantOnObjects, type ObjectAction } from './grant-on-objects.ts';
import type { PolicyGuardrail } from './policy-guardrail.ts';
import { type StepBundle, stepCode } from './step-code.ts';

export interface StepLambdaProps extends StepBundle {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The most of this function at once; a further call is throttled, which the workflow retries. */
  readonly reservedConcurrency?: number | undefined;
}

/** Keys in which `*` stands for anything. */
type KeyPatterns = readonly string[];

/** A bucket and the environment variable by which a handler finds it. */
export interface NamedBucket {
  readonly bucket: Bucket;
  readonly variable: 'SOURCE_BUCKET' | 'DATASET_BUCKET';
}

/**
 * One step as a function with a role of its own, which at first may do nothing but log. Each method grants one thing and
 * tells the handler where it lies: no variable without its grant, no grant without its variable.
 */
export class StepLambda extends Construct {
  readonly function: lambda.Function;
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, environment: Environment, props: StepLambdaProps) {
    super(scope, id);
    const functionName = `quarry-${environment.name}-${props.step}`;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: environment.logRetentionDays,
      removalPolicy: environment.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.function = new lambda.Function(this, 'Function', {
      functionName,
      description: `Quarry: the ${props.step} step`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture:
        environment.architecture === 'arm64' ? lambda.Architecture.ARM_64 : lambda.Architecture.X86_64,
      handler: 'handler.handler',
      code: stepCode(props),
      role: this.role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel[environment.logLevel],
      tracing: lambda.Tracing.ACTIVE,
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      ...(props.reservedConcurrency && { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
    acknowledge(this, {
      'Serverless-LambdaDLQ': 'Only a workflow calls it, and waits for the answer: nothing is queued.',
    });
    acknowledgeWildcard(this, '*', 'X-Ray has no resources to name.');
  }

  reads(named: NamedBucket, ...patterns: KeyPatterns[]): this {
    return this.uses(named, 's3:GetObject', patterns);
  }

  /** `patterns` are those of prefixes. */
  lists({ bucket, variable }: NamedBucket, ...patterns: KeyPatterns[]): this {
    grantListing(this.role, bucket, patterns.flat());
    this.function.addEnvironment(variable, bucket.bucketName);
    return this;
  }

  writes(named: NamedBucket, ...patterns: KeyPatterns[]): this {
    return this.uses(named, 's3:PutObject', patterns);
  }

  deletes(named: NamedBucket, ...patterns: KeyPatterns[]): this {
    return this.uses(named, 's3:DeleteObject', patterns);
  }

  /** `AUDIT_KEY_SECRET_ARN` names the secret; the handler fetches it once when it starts. */
  readsAuditKey(secret: Secret): this {
    this.role.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }),
    );
    this.function.addEnvironment('AUDIT_KEY_SECRET_ARN', secret.secretArn);
    return this;
  }

  /** `GUARDRAIL` names it with its version. It can be applied, and neither read nor changed. */
  appliesGuardrail({ arn, pinned, encryptionKey }: PolicyGuardrail): this {
    const allow = (actions: string[], resources: string[]) =>
      this.role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources }));
    allow(['bedrock:ApplyGuardrail'], [arn]);
    if (encryptionKey) allow(['kms:Decrypt'], [encryptionKey.keyArn]);
    this.function.addEnvironment('GUARDRAIL', pinned);
    return this;
  }

  /** `BATCH_JOB_ROLE_ARN` names what a job runs as. Jobs of the given models alone can be started, and any be looked at. */
  startsBatchJobs(jobRole: BatchJobRole, models: readonly string[]): this {
    const jobsArn = batchJobsArn(Stack.of(this));
    const allow = (actions: string[], resources: string[], conditions = {}) =>
      this.role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources, conditions }));
    for (const model of models) grantBatchesOf(this.role, model);
    if (models.length > 0) allow(['bedrock:CreateModelInvocationJob'], [jobsArn]);
    allow(['bedrock:GetModelInvocationJob'], [jobsArn]);
    allow(['iam:PassRole'], [jobRole.roleArn], {
      StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' },
    });
    acknowledgeWildcard(
      this.role,
      'arn:<AWS::Partition>:bedrock:<AWS::Region>:<AWS::AccountId>:model-invocation-job/*',
      'A batch job gets its name when it is created.',
    );
    this.function.addEnvironment('BATCH_JOB_ROLE_ARN', jobRole.roleArn);
    return this;
  }

  /** `FINE_TUNING_ROLE_ARN` names what a job runs as. Jobs over the given base models alone can be started. */
  startsFineTuning(jobRole: FineTuningRole, baseModels: readonly string[]): this {
    const stack = Stack.of(this);
    const allow = (actions: string[], resources: string[], conditions = {}) =>
      this.role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources, conditions }));
    const jobs = customizationJobsArn(stack);
    const made = stack.formatArn({ service: 'bedrock', resource: 'custom-model', resourceName: '*' });
    const models = baseModels.map((resourceName) =>
      stack.formatArn({ service: 'bedrock', account: '', resource: 'foundation-model', resourceName }),
    );
    if (models.length > 0) allow(['bedrock:CreateModelCustomizationJob'], [...models, made, jobs]);
    allow(['bedrock:GetModelCustomizationJob'], [jobs]);
    allow(['iam:PassRole'], [jobRole.roleArn], {
      StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' },
    });
    for (const resource of ['model-customization-job', 'custom-model'])
      acknowledgeWildcard(
        this.role,
        `arn:<AWS::Partition>:bedrock:<AWS::Region>:<AWS::AccountId>:${resource}/*`,
        'A job and its model get their names when the job is created.',
      );
    this.function.addEnvironment('FINE_TUNING_ROLE_ARN', jobRole.roleArn);
    return this;
  }

  private uses({ bucket, variable }: NamedBucket, action: ObjectAction, patterns: KeyPatterns[]): this {
    grantOnObjects(this.role, bucket, action, patterns.flat());
    this.function.addEnvironment(variable, bucket.bucketName);
    return this;
  }
}
