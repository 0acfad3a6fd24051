import { readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { bundledFile, requireEnvironment } from '#shared/adapters/environment.ts';
import { lambdaDeployment } from '#shared/adapters/lambda-deployment.ts';
import { lambdaLanguageModels } from '#shared/adapters/lambda-language-models.ts';
import { packFolder } from '#shared/adapters/pack-folder.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { readAuditKey } from '#shared/adapters/secrets-manager-audit-key.ts';
import { packsBeside } from '#shared/dataset/read-pack.ts';
import { policyEngineLoader } from '#shared/policy/load-policy-engine.ts';
import { parsePromptTemplate } from '#shared/prompts/prompt-template.ts';
import { bindStep } from '#shared/step.ts';
import { suggestStep } from './step.ts';

const s3 = new S3Client();
const source = s3ObjectStore(s3, requireEnvironment('SOURCE_BUCKET'));
const auditKey = await readAuditKey(new SecretsManagerClient(), requireEnvironment('AUDIT_KEY_SECRET_ARN'));

export const handler = bindStep(suggestStep, {
  source,
  dataset: s3ObjectStore(s3, requireEnvironment('DATASET_BUCKET')),
  deployment: lambdaDeployment(),
  loadPolicyEngine: policyEngineLoader(packsBeside(packFolder(bundledFile('policies')), source), {
    auditKey,
  }),
  languageModelFor: lambdaLanguageModels(),
  template: parsePromptTemplate(
    'system-prompt',
    readFileSync(bundledFile('prompts/system-prompt.md'), 'utf8'),
  ),
  now: () => new Date(),
});
