import { readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { bundledFile, requireEnvironment } from '#shared/adapters/environment.ts';
import { lambdaGuardrail } from '#shared/adapters/lambda-guardrail.ts';
import { lambdaLanguageModels } from '#shared/adapters/lambda-language-models.ts';
import { packFolder } from '#shared/adapters/pack-folder.ts';
import { s3ObjectStore } from '#shared/adapters/s3-object-store.ts';
import { readAuditKey } from '#shared/adapters/secrets-manager-audit-key.ts';
import { lambdaCallSeconds } from '#shared/dataset/call-time.ts';
import { underLease } from '#shared/dataset/lease.ts';
import { packsBeside } from '#shared/dataset/read-pack.ts';
import { policyEngineLoader } from '#shared/policy/load-policy-engine.ts';
import { parsePromptTemplate } from '#shared/prompts/prompt-template.ts';
import { bindStep } from '#shared/step.ts';
import { readJudgePrompts } from './judge.ts';
import { enforceStep } from './step.ts';

const s3 = new S3Client();
const readPack = packsBeside(
  packFolder(bundledFile('policies')),
  s3ObjectStore(s3, requireEnvironment('SOURCE_BUCKET')),
);
const auditKey = await readAuditKey(new SecretsManagerClient(), requireEnvironment('AUDIT_KEY_SECRET_ARN'));

export const handler = bindStep(enforceStep, {
  dataset: s3ObjectStore(s3, requireEnvironment('DATASET_BUCKET')),
  loadPolicyEngine: policyEngineLoader(readPack, { auditKey }),
  languageModelFor: lambdaLanguageModels(),
  judgePrompts: readJudgePrompts((name) =>
    parsePromptTemplate(name, readFileSync(bundledFile(`prompts/${name}.md`), 'utf8')),
  ),
  guardrail: lambdaGuardrail(),
  workAlone: underLease,
  secondsPerCall: lambdaCallSeconds,
});
