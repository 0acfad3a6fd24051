import { createHmac } from 'node:crypto';

/** Hashes a match under the deployment's key: equal matches compare, and no dictionary leads back from the audit trail. */
export type HashMatch = (match: string) => string;

/** HMAC-SHA-256 (RFC 2104), 64 hex digits. */
export const matchHasher =
  (auditKey: string): HashMatch =>
  (match) =>
    createHmac('sha256', auditKey).update(match).digest('hex');
