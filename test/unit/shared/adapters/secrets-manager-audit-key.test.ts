import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { readAuditKey } from '#shared/adapters/secrets-manager-audit-key.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:audit';
const client = () => new SecretsManagerClient({ region: 'eu-central-1' });

test('reads the key of the named secret', async () => {
  const secrets = mockClient(SecretsManagerClient);
  secrets.on(GetSecretValueCommand, { SecretId: arn }).resolves({ SecretString: 'k'.repeat(64) });
  expect(await readAuditKey(client(), arn)).toBe('k'.repeat(64));
});

test('does not hash with an empty key', async () => {
  mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString: '' });
  await expect(readAuditKey(client(), arn)).rejects.toThrow(arn);
});
