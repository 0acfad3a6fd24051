import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The key of the hashes in audit trails. The stack makes it once and names it in `AUDIT_KEY_SECRET_ARN`. */
export const readAuditKey = async (client: SecretsManagerClient, secretArn: string): Promise<string> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (!SecretString) throw new Error(`The secret ${secretArn} holds no text`);
  return SecretString;
};
